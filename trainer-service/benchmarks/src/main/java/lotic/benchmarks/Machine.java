package lotic.benchmarks;

import org.bytedeco.opencv.global.opencv_core;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/// Where a measurement was made. Figures of two machines do not compare.
///
/// @param processor its name as the system has it
/// @param cores that Java may use
/// @param java version of the virtual machine
/// @param opencv version of the library that decodes
/// @param load processes that wanted a core, on average over the last minute; negative where the
///   system does not say
public record Machine(String processor, int cores, String java, String opencv, double load) {

    private static final Path CPUINFO = Path.of("/proc/cpuinfo");

    /// This machine, now.
    public static Machine here() {
        return new Machine(
                processorName(),
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("java.vm.version", "unknown"),
                opencv_core.CV_VERSION,
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }

    /// In one line.
    public String line() {
        return String.format(
                Locale.ROOT,
                "%s, %d cores, Java %s, OpenCV %s, load %.1f",
                processor,
                cores,
                java,
                opencv,
                load);
    }

    private static String processorName() {
        String architecture = System.getProperty("os.arch", "unknown");
        if (!Files.exists(CPUINFO)) {
            return architecture;
        }
        try (var lines = Files.lines(CPUINFO)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .findFirst()
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .orElse(architecture);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + CPUINFO, e);
        }
    }
}
