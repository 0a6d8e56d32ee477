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
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// Looks at an image and hands it to the broker, or says why not. Knows nothing of HTTP but its
/// status codes. May be used from any thread.
public final class Gate {

    private static final Duration BUSY_RETRY = Duration.ofSeconds(1);
    private static final Duration BROKER_RETRY = Duration.ofSeconds(5);

    private final SubmissionLog log;
    private final PixelLimit pixels;
    private final Watermarks watermarks;
    private final RecentSubmissions recent;
    private final GateMetrics metrics;

    public Gate(
            SubmissionLog log,
            PixelLimit pixels,
            Watermarks watermarks,
            RecentSubmissions recent,
            GateMetrics metrics) {
        this.log = log;
        this.pixels = pixels;
        this.watermarks = watermarks;
        this.recent = recent;
        this.metrics = metrics;
    }

    /// Why nothing is taken at present, if so. Asked before a body is read, and again for each
    /// image of an archive.
    public Optional<Receipt.Refused> closed() {
        Optional<Receipt.Refused> closed = watermarks.closed();
        closed.ifPresent(metrics::refused);
        return closed;
    }

    /// Hands an image in.
    ///
    /// @param body what reading it came to; its room is given back when the receipt is there, or
    ///   when this throws
    /// @return done once the broker has acknowledged it, or it is refused; never failed
    /// @throws RuntimeException only by a fault of ours
    public CompletableFuture<Receipt> submit(BodyReader.Outcome body, Particulars particulars) {
        return switch (body) {
            case BodyReader.Whole whole -> submitWhole(whole, particulars);
            case BodyReader.TooLarge(long bytes, int bytesMax) ->
                    refuse(
                            413,
                            Wording.code(RejectionReason.TOO_LARGE),
                            "the image has %d bytes or more, limit %d (ingest.max-image-bytes)"
                                    .formatted(bytes, bytesMax));
            case BodyReader.Busy(InFlightBytes.Full budget) ->
                    done(
                            new Receipt.Refused(
                                    429,
                                    "too-many-bytes-in-flight",
                                    "%d bytes are in flight, limit %d (ingest.in-flight-bytes-max)"
                                            .formatted(budget.inFlightBytes(), budget.bytesMax()),
                                    Optional.of(BUSY_RETRY)));
        };
    }

    private CompletableFuture<Receipt> submitWhole(
            BodyReader.Whole image, Particulars particulars) {
        CompletableFuture<Receipt> receipt;
        try {
            receipt = submit(image.bytes(), particulars);
        } catch (RuntimeException | Error e) { // an image is copied, so memory may run out
            image.letGo();
            throw e;
        }
        return receipt.whenComplete((_, _) -> image.letGo());
    }

    private CompletableFuture<Receipt> submit(byte[] image, Particulars particulars) {
        return switch (Inspection.of(image, pixels)) {
            case Inspection.Refused(Reason reason, String detail) ->
                    refuse(status(reason), Wording.code(Wording.of(reason)), detail);
            case Inspection.Taken taken -> submit(image, taken, particulars);
        };
    }

    private CompletableFuture<Receipt> submit(
            byte[] image, Inspection.Taken taken, Particulars particulars) {
        Submission submission = particulars.submission(image);
        Optional<String> violation = SubmissionFields.violation(submission);
        if (violation.isPresent()) {
            return refuse(400, Wording.code(RejectionReason.BAD_FIELD), violation.get());
        }
        ImageDigest digest = Digests.of(image);
        if (particulars.digest().filter(sent -> !sent.equals(digest)).isPresent()) {
            return refuse(
                    400,
                    "digest-mismatch",
                    "the bytes that came have SHA-256 %s, not the one that was sent along; send them again"
                            .formatted(Digests.hex(digest)));
        }
        GateMetrics.Ack ack = metrics.handedOver(taken, image.length);
        return log.append(digest, submission)
                .<Receipt>thenApply(
                        place -> {
                            ack.received();
                            recent.add(digest, place);
                            return new Receipt.Acknowledged(submission.getId(), digest, place);
                        })
                .exceptionally(this::notTaken);
    }

    /// Images refused for good since this start, by the rule's code; those refused for now, such as
    /// with 429, may come again and are not among them.
    public Map<String, Long> refusedByReason() {
        return metrics.refusedByReason();
    }

    private Receipt notTaken(Throwable failure) {
        Receipt.Refused refused =
                new Receipt.Refused(
                        503,
                        "broker-unavailable",
                        failure.getMessage() + "; send it again with the same Idempotency-Key",
                        Optional.of(BROKER_RETRY));
        metrics.refused(refused);
        return refused;
    }

    private static int status(Reason reason) {
        return switch (reason) {
            case NOT_AN_IMAGE, UNSUPPORTED_FORMAT -> 415;
            case TOO_MANY_PIXELS, TOO_SMALL, TRUNCATED, CORRUPT -> 422;
        };
    }

    private CompletableFuture<Receipt> refuse(int status, String code, String detail) {
        return done(new Receipt.Refused(status, code, detail, Optional.empty()));
    }

    private CompletableFuture<Receipt> done(Receipt.Refused refused) {
        metrics.refused(refused);
        return CompletableFuture.completedFuture(refused);
    }
}
