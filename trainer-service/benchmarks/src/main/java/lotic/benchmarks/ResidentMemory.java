package lotic.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What this process has of the machine's memory: heap, tensors and libraries alike.
public final class ResidentMemory {

    private static final Path STATM = Path.of("/proc/self/statm");
    private static final int PAGE_BYTES = 4096;

    private ResidentMemory() {}

    /// Now, in MiB; 0 where the system has no `/proc`.
    public static long mebibytes() {
        if (!Files.exists(STATM)) {
            return 0;
        }
        try {
            long pages = Long.parseLong(Files.readString(STATM).split(" ", -1)[1]);
            return (pages * PAGE_BYTES) >> 20;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + STATM, e);
        }
    }
}
