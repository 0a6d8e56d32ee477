package lotic.trainer.publish;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// How publishing goes: an immutable picture that the publisher replaces whenever something
/// changes.
///
/// @param waiting versions on disk that the registry does not have yet
/// @param waitingBytes of their files
/// @param full true if the bound on waiting versions is reached, so that no snapshots are taken
/// @param published versions since this start of the trainer
/// @param last the run's newest version in the registry
/// @param failure why the oldest version waits, or why the newest was dropped; empty when all is
///   well
/// @param failures since this start of the trainer, by cause
public record PublishingStatus(
        int waiting,
        long waitingBytes,
        boolean full,
        long published,
        Optional<Last> last,
        Optional<Failure> failure,
        Map<Cause, Long> failures) {

    public PublishingStatus {
        failures = Map.copyOf(failures);
    }

    /// The same after the publisher itself has failed.
    PublishingStatus broken(Throwable failure, Instant at) {
        return new PublishingStatus(
                waiting,
                waitingBytes,
                true,
                published,
                last,
                Optional.of(new Failure(Cause.BROKEN, failure.toString(), at, 1)),
                failures);
    }

    /// Why something could not be published.
    public enum Cause {
        /// The registry does not answer: the version waits and is tried again.
        UNREACHABLE,
        /// The registry said no: the version was dropped, the next one covers its records too.
        REFUSED,
        /// The model file would give clients other features than the trainer's: the version was
        /// dropped, the next one covers its records too.
        UNFAITHFUL,
        /// The disk would not keep the version: it was dropped, or waits if it is there already.
        DISK,
        /// The publisher itself failed and ended; training goes on without versions.
        BROKEN
    }

    /// What was published last.
    ///
    /// @param step it covers
    /// @param number from the registry
    /// @param contentId 64 hexadecimal digits
    public record Last(long step, long number, String contentId) {}

    /// What stands in the way.
    ///
    /// @param cause its kind
    /// @param detail in words
    /// @param since when it began
    /// @param times in a row
    public record Failure(Cause cause, String detail, Instant since, int times) {}
}
