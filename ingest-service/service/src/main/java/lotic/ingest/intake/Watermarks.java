package lotic.ingest.intake;

import lotic.ingest.admission.Admission;
import lotic.ingest.admission.Backlog;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// Closes the gate before something overflows: when admission falls so far behind that retention
/// would soon take what it has not read, or when the disk is nearly full.
///
/// Looks from time to time ([#look]), answers at once ([#closed]).
public final class Watermarks {

    private static final Duration RETRY = Duration.ofSeconds(10);

    private final Admission admission;
    private final Path disk;
    private final long freeDiskBytesMin;
    private volatile Optional<Receipt.Refused> closed = Optional.empty();

    /// @param disk a folder on the disk to watch
    /// @param freeDiskBytesMin space that must be left on it; 0 does not look
    public Watermarks(Admission admission, Path disk, long freeDiskBytesMin) {
        this.admission = admission;
        this.disk = disk;
        this.freeDiskBytesMin = freeDiskBytesMin;
    }

    /// Why nothing is taken, as of the last look.
    public Optional<Receipt.Refused> closed() {
        return closed;
    }

    /// Looks again. While the broker does not answer, the last finding about the backlog stands: no
    /// image gets in then anyway.
    ///
    /// @throws lotic.ingest.admission.AdmissionUnavailableException if the broker does not answer
    public void look() {
        Optional<Receipt.Refused> full = diskFull();
        closed = full.isPresent() ? full : behind(admission.backlog());
    }

    private Optional<Receipt.Refused> behind(Backlog backlog) {
        // Half: what is under way to us when the gate closes must find room as well.
        if (backlog.fullestPartitionBytes() <= backlog.partitionBytesMax() / 2) {
            return Optional.empty();
        }
        return Optional.of(
                new Receipt.Refused(
                        503,
                        "admission-behind",
                        "admission has %d submissions before it, about %d bytes in one partition, of which retention keeps %d; wait until it has caught up"
                                .formatted(
                                        backlog.records(),
                                        backlog.fullestPartitionBytes(),
                                        backlog.partitionBytesMax()),
                        Optional.of(RETRY)));
    }

    private Optional<Receipt.Refused> diskFull() {
        if (freeDiskBytesMin == 0) {
            return Optional.empty();
        }
        try {
            long free = Files.getFileStore(disk).getUsableSpace();
            return free >= freeDiskBytesMin
                    ? Optional.empty()
                    : Optional.of(
                            new Receipt.Refused(
                                    503,
                                    "disk-full",
                                    "%d bytes are free under %s, %d must be (ingest.free-disk-bytes-min); make room"
                                            .formatted(free, disk, freeDiskBytesMin),
                                    Optional.of(RETRY)));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot see how much space is free under " + disk, e);
        }
    }
}
