package lotic.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What this process has of the machine's memory: heap, tensors and libraries alike.
public final class ResidentMemory {

    private static final Path STATUS = Path.of("/proc/self/status");

    private ResidentMemory() {}

    /// Now, in MiB; 0 where the system does not tell.
    public static long mebibytes() {
        return mebibytes("VmRSS:");
    }

    /// The most that it ever had, in MiB; 0 where the system does not tell.
    public static long peakMebibytes() {
        return mebibytes("VmHWM:");
    }

    private static long mebibytes(String key) {
        if (!Files.exists(STATUS)) {
            return 0;
        }
        try {
            return Files.readAllLines(STATUS).stream()
                    .filter(line -> line.startsWith(key))
                    .findFirst()
                    .map(line -> Long.parseLong(line.replaceAll("\\D", "")) >> 10) // it tells KiB
                    .orElse(0L);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + STATUS, e);
        }
    }
}
