package lotic.ingest.intake;

import lotic.ingest.admission.Wording;
import lotic.inspection.Inspection;
import lotic.inspection.PixelLimit;
import lotic.inspection.Reason;
import lotic.schemas.Digests;
import lotic.schemas.ImageDigest;
import lotic.schemas.RejectionReason;
import lotic.schemas.Submission;
import lotic.schemas.SubmissionFields;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// Looks at an image and hands it to the broker, or says why not. Knows nothing of HTTP but its
/// status codes. May be used from any thread.
public final class Gate {

    private static final Duration BROKER_RETRY = Duration.ofSeconds(5);

    private final SubmissionLog log;
    private final PixelLimit pixels;

    public Gate(SubmissionLog log, PixelLimit pixels) {
        this.log = log;
        this.pixels = pixels;
    }

    /// Hands an image in.
    ///
    /// @param image the file, 1 byte or more, within the size limit; not to be changed any more
    /// @return done once the broker has acknowledged it, or it is refused; never failed
    public CompletableFuture<Receipt> submit(byte[] image, Particulars particulars) {
        if (Inspection.of(image, pixels)
                instanceof Inspection.Refused(Reason reason, String detail)) {
            return refuse(status(reason), Wording.code(Wording.of(reason)), detail);
        }
        Submission submission = particulars.submission(image);
        Optional<String> violation = SubmissionFields.violation(submission);
        if (violation.isPresent()) {
            return refuse(400, Wording.code(RejectionReason.BAD_FIELD), violation.get());
        }
        ImageDigest digest = Digests.of(image);
        return log.append(digest, submission)
                .<Receipt>thenApply(
                        place ->
                                new Receipt.Acknowledged(
                                        submission.getId(),
                                        digest,
                                        place.topic(),
                                        place.partition(),
                                        place.offset()))
                .exceptionally(Gate::notTaken);
    }

    private static Receipt notTaken(Throwable failure) {
        return Receipt.Refused.forNow(
                503,
                "broker-unavailable",
                failure.getMessage() + "; send it again with the same Idempotency-Key",
                BROKER_RETRY);
    }

    private static int status(Reason reason) {
        return switch (reason) {
            case NOT_AN_IMAGE, UNSUPPORTED_FORMAT -> 415;
            case TOO_MANY_PIXELS, TOO_SMALL, TRUNCATED, CORRUPT -> 422;
        };
    }

    private static CompletableFuture<Receipt> refuse(int status, String code, String detail) {
        return CompletableFuture.completedFuture(Receipt.Refused.forGood(status, code, detail));
    }
}
