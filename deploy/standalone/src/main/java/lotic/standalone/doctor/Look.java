package lotic.standalone.doctor;

import ai.djl.engine.Engine;

import com.sun.management.OperatingSystemMXBean;

import io.micronaut.core.version.VersionUtils;

import lotic.standalone.doctor.Facts.Build;
import lotic.standalone.doctor.Facts.Folder;
import lotic.standalone.doctor.Facts.Memory;
import lotic.standalone.doctor.Facts.Port;
import lotic.standalone.doctor.Facts.Processor;
import lotic.standalone.port.LocalPort;
import lotic.standalone.port.PortHolder;
import lotic.standalone.settings.Settings;

import org.apache.avro.Schema;
import org.apache.kafka.common.utils.AppInfoParser;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Looks at the machine on which this runs. What cannot be found out is left out.
final class Look {

    /// What the launcher gives `up` and `demo`.
    static final long HEAP_BYTES = 1L << 30;

    /// Instructions that decide how fast a step is.
    private static final Set<String> VECTOR_FLAGS =
            Set.of("avx2", "avx512f", "avx512_bf16", "amx_bf16", "asimd", "bf16");

    private static final Pattern HEAP_OPTION = Pattern.compile("-Xmx(\\d+)([kKmMgG]?)");
    private static final Pattern MEM_TOTAL = Pattern.compile("MemTotal:\\s+(\\d+) kB");
    private static final Pattern MEM_AVAILABLE = Pattern.compile("MemAvailable:\\s+(\\d+) kB");

    private final Settings settings;
    private final Map<String, String> environment;
    private final Path proc = Path.of("/proc");

    private Look(Settings settings, Map<String, String> environment) {
        this.settings = settings;
        this.environment = environment;
    }

    /// @param settings in force: which ports, which folder
    static Facts around(Settings settings, Map<String, String> environment) {
        var look = new Look(settings, environment);
        return new Facts(
                new Facts.Java(
                        Runtime.version().feature(),
                        Runtime.version().toString(),
                        System.getProperty("java.vendor", "unknown vendor")),
                new Processor(Runtime.getRuntime().availableProcessors(), look.vectorFlags()),
                look.memory(),
                folder(settings.dataFolder()),
                settings.kafka().bootstrapServers().isPresent()
                        ? 0
                        : settings.kafka().submittedBytesMax() + settings.kafka().imagesBytesMax(),
                settings.ingest().freeDiskBytesMin(),
                folder(look.cache()),
                look.ports(),
                NativeCode.libraries(),
                NativeCode.gpu(look.proc),
                look.build());
    }

    private Memory memory() {
        var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long usable = system.getTotalMemorySize(); // of the container, if this is one
        String info = read(proc.resolve("meminfo"));
        long machine = kilobytes(MEM_TOTAL, info).orElse(usable);
        // What the system keeps of files counts as used there, and is given back when asked for.
        long available = kilobytes(MEM_AVAILABLE, info).orElse(system.getFreeMemorySize());
        boolean limited = usable < machine;
        long free = limited ? Math.min(available, system.getFreeMemorySize()) : available;
        return new Memory(Math.max(machine, usable), usable, free, heapBytes());
    }

    private long heapBytes() {
        Matcher option = HEAP_OPTION.matcher(environment.getOrDefault("LOTIC_JAVA_OPTIONS", ""));
        long bytes = HEAP_BYTES;
        while (option.find()) { // Java takes the last
            bytes = Long.parseLong(option.group(1)) << shift(option.group(2));
        }
        return bytes;
    }

    private static int shift(String unit) {
        return switch (unit) {
            case "k", "K" -> 10;
            case "m", "M" -> 20;
            case "g", "G" -> 30;
            default -> 0;
        };
    }

    private static OptionalLong kilobytes(Pattern pattern, String text) {
        Matcher found = pattern.matcher(text);
        return found.find()
                ? OptionalLong.of(Long.parseLong(found.group(1)) * 1024)
                : OptionalLong.empty();
    }

    private Set<String> vectorFlags() {
        Set<String> flags = new TreeSet<>(VECTOR_FLAGS);
        flags.retainAll(
                read(proc.resolve("cpuinfo"))
                        .lines()
                        .filter(line -> line.startsWith("flags") || line.startsWith("Features"))
                        .findFirst()
                        .map(line -> Arrays.asList(line.split("\\s+", -1)))
                        .orElse(List.of()));
        return flags;
    }

    /// The launcher chooses it, and tells the decoder's library.
    private Path cache() {
        return Optional.ofNullable(System.getProperty("org.bytedeco.javacpp.cachedir"))
                .map(Path::of)
                .map(Path::getParent)
                .orElseGet(
                        () -> Path.of(System.getProperty("user.home"), ".cache").resolve("lotic"));
    }

    private static Folder folder(Path path) {
        Path existing =
                Stream.iterate(path, Objects::nonNull, Path::getParent)
                        .filter(Files::exists)
                        .findFirst()
                        .orElse(path);
        boolean writable = Files.isDirectory(existing) && Files.isWritable(existing);
        try {
            long free = Files.getFileStore(existing).getUsableSpace();
            return new Folder(path, OptionalLong.of(free), writable);
        } catch (IOException _) {
            return new Folder(path, OptionalLong.empty(), writable);
        }
    }

    private List<Port> ports() {
        List<Port> ports = new ArrayList<>();
        if (settings.kafka().bootstrapServers().isEmpty()) {
            ports.add(port("broker.port", settings.broker().port()));
        }
        ports.add(port("ingest.port", settings.ingest().port()));
        ports.add(port("trainer.port", settings.trainer().port()));
        ports.add(port("registry.port", settings.registry().port()));
        return ports;
    }

    private static Port port(String key, int number) {
        boolean free = LocalPort.isFree(number);
        return new Port(key, number, free, free ? Optional.empty() : PortHolder.of(number));
    }

    private Build build() {
        String versions =
                "Lotic %s on Kafka %s, DJL %s, Micronaut %s, Avro %s"
                        .formatted(
                                version(Look.class),
                                AppInfoParser.getVersion(),
                                Engine.getDjlVersion(),
                                VersionUtils.getMicronautVersion(),
                                version(Schema.class));
        Path home = Path.of(System.getProperty("lotic.home", "."));
        return new Build(versions, Files.exists(home.resolve("pom.xml")), maven());
    }

    /// From the jar's manifest; classes that lie in a folder have none.
    private static String version(Class<?> type) {
        return Objects.requireNonNullElse(
                type.getPackage().getImplementationVersion(), "unreleased");
    }

    private Optional<Path> maven() {
        return Arrays.stream(environment.getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, "mvn"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /// Empty where there is no such file, as on other systems than Linux.
    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException _) {
            return "";
        }
    }
}
