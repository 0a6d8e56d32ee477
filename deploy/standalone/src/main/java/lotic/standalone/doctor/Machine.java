package lotic.standalone.doctor;

import com.sun.management.OperatingSystemMXBean;

import lotic.standalone.folder.DataFolder;
import lotic.standalone.terminal.Figures;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Java, processor, memory and disk.
final class Machine {

    private static final long MEMORY_BYTES_MIN = 3L << 30;
    private static final long MEMORY_BYTES_GOOD = 6L << 30;

    /// Instructions that decide how fast a step is.
    private static final Set<String> VECTOR_FLAGS =
            Set.of("avx2", "avx512f", "avx512_bf16", "amx_bf16", "asimd", "bf16");

    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

    private Machine() {}

    static Finding java() {
        return Finding.good(
                "java",
                "%s, %s"
                        .formatted(
                                Runtime.version(), System.getProperty("java.vendor", "unknown")));
    }

    static Finding processor() {
        int cores = Runtime.getRuntime().availableProcessors();
        String fact = "%d cores, %s".formatted(cores, String.join(" ", vectorFlags()));
        return cores >= 2
                ? Finding.good("processor", fact)
                : Finding.note("processor", fact, "give it two: one learns, one does the rest");
    }

    static Finding memory() {
        var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long bytes = system.getTotalMemorySize();
        String fact =
                "%s, %s free"
                        .formatted(Figures.bytes(bytes), Figures.bytes(system.getFreeMemorySize()));
        if (bytes < MEMORY_BYTES_MIN) {
            return Finding.bad("memory", fact, "Lotic needs 3 GB; the preset tiny needs least");
        }
        return bytes < MEMORY_BYTES_GOOD
                ? Finding.note("memory", fact, "6 GB are comfortable for the preset small")
                : Finding.good("memory", fact);
    }

    /// @param folder where data would go; it need not exist
    /// @param logBytesMax what the embedded broker keeps at most
    static Finding disk(Path folder, long logBytesMax) {
        long free = freeBytes(folder);
        String fact = "%s free at %s".formatted(Figures.bytes(free), DataFolder.shown(folder));
        return free > logBytesMax
                ? Finding.good("disk", fact)
                : Finding.note(
                        "disk",
                        fact,
                        "the broker keeps up to %s: lower kafka.images-bytes-max or choose another folder with --data"
                                .formatted(Figures.bytes(logBytesMax)));
    }

    private static Set<String> vectorFlags() {
        if (!Files.isReadable(CPU_INFO)) {
            return Set.of(System.getProperty("os.arch", "unknown"));
        }
        try (Stream<String> lines = Files.lines(CPU_INFO)) {
            Set<String> flags = new TreeSet<>(VECTOR_FLAGS);
            flags.retainAll(
                    lines.filter(line -> line.startsWith("flags") || line.startsWith("Features"))
                            .findFirst()
                            .map(line -> Arrays.asList(line.split("\\s+", -1)))
                            .orElse(List.of()));
            return flags;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + CPU_INFO, e);
        }
    }

    private static long freeBytes(Path folder) {
        Path existing =
                Stream.iterate(folder, Objects::nonNull, Path::getParent)
                        .filter(Files::exists)
                        .findFirst()
                        .orElseThrow();
        try {
            return Files.getFileStore(existing).getUsableSpace();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look at the disk of " + existing, e);
        }
    }
}
