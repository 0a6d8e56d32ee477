package lotic.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What this process has of the machine's memory: heap, tensors and libraries alike.
public final class ResidentMemory {

    private static final Path STATUS = Path.of("/proc/self/status");

    private ResidentMemory() {}

    /// Now, in MiB; 0 where the system has no `/proc`.
    public static long mebibytes() {
        return mebibytes("VmRSS:");
    }

    /// The most that it ever had, in MiB; 0 where the system has no `/proc`.
    public static long peakMebibytes() {
        return mebibytes("VmHWM:");
    }

    private static long mebibytes(String key) {
        if (!Files.exists(STATUS)) {
            return 0;
        }
        try {
            String line =
                    Files.readAllLines(STATUS).stream()
                            .filter(one -> one.startsWith(key))
                            .findFirst()
                            .orElseThrow();
            return Long.parseLong(line.replaceAll("\\D", "")) >> 10; // the kernel tells KiB
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + STATUS, e);
        }
    }
}
