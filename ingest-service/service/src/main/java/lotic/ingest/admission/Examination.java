package lotic.ingest.admission;

import lotic.inspection.Inspection;
import lotic.inspection.PixelLimit;
import lotic.inspection.Reason;
import lotic.schemas.Digests;
import lotic.schemas.ImageDigest;
import lotic.schemas.Limits;
import lotic.schemas.Records;
import lotic.schemas.RejectionReason;
import lotic.schemas.Submission;
import lotic.schemas.SubmissionFields;
import lotic.schemas.UnreadableRecordException;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/// A look at one record of the submitted topic by itself, without what came before it.
sealed interface Examination {

    /// SHA-256 of the image, or of the whole value where that could not be read.
    ImageDigest digest();

    /// The submission, where it could be read.
    Optional<Submission> readable();

    /// A submission that can be learnt from, under its true key.
    record Sound(ImageDigest digest, Submission submission, Inspection.Taken image)
            implements Examination {

        @Override
        public Optional<Submission> readable() {
            return Optional.of(submission);
        }
    }

    /// A record to turn away.
    ///
    /// @param bytes that the digest is of
    record Unsound(
            ImageDigest digest,
            Optional<Submission> readable,
            ByteBuffer bytes,
            Outcome.Rejected verdict)
            implements Examination {}

    /// Examines a record as it lies in the topic. Any bytes are allowed.
    static Examination of(byte @Nullable [] key, byte @Nullable [] value, PixelLimit limit) {
        byte[] present = value == null ? new byte[0] : value;
        try {
            return of(key, Records.decode(Submission.class, present), limit);
        } catch (UnreadableRecordException e) {
            return new Unsound(
                    Digests.of(present),
                    Optional.empty(),
                    ByteBuffer.wrap(present),
                    new Outcome.Rejected(
                            RejectionReason.UNREADABLE_RECORD, String.valueOf(e.getMessage())));
        }
    }

    private static Examination of(byte @Nullable [] key, Submission submission, PixelLimit limit) {
        byte[] image = bytes(submission);
        ImageDigest digest = Digests.of(image);
        Optional<Outcome.Rejected> broken = brokenRule(key, digest, submission);
        if (broken.isPresent()) {
            return unsound(digest, submission, broken.get());
        }
        return switch (Inspection.of(image, limit)) {
            case Inspection.Taken taken -> new Sound(digest, submission, taken);
            case Inspection.Refused(Reason reason, String detail) ->
                    unsound(digest, submission, new Outcome.Rejected(Wording.of(reason), detail));
        };
    }

    /// The rules about the record around the image.
    private static Optional<Outcome.Rejected> brokenRule(
            byte @Nullable [] key, ImageDigest digest, Submission submission) {
        if (!Arrays.equals(key, digest.bytes())) {
            return Optional.of(
                    new Outcome.Rejected(
                            RejectionReason.WRONG_KEY,
                            "the key is %s, the SHA-256 of the image %s: make records with"
                                            .formatted(
                                                    key == null
                                                            ? "missing"
                                                            : key.length + " other bytes",
                                                    Digests.hex(digest))
                                    + " SubmissionBuilder"));
        }
        int bytes = submission.getBytes().remaining();
        if (bytes > Limits.IMAGE_BYTES_MAX) {
            return Optional.of(
                    new Outcome.Rejected(
                            RejectionReason.TOO_LARGE,
                            "%d bytes, limit %d".formatted(bytes, Limits.IMAGE_BYTES_MAX)));
        }
        return SubmissionFields.violation(submission)
                .map(detail -> new Outcome.Rejected(RejectionReason.BAD_FIELD, detail));
    }

    private static Unsound unsound(
            ImageDigest digest, Submission submission, Outcome.Rejected verdict) {
        return new Unsound(
                digest, Optional.of(submission), submission.getBytes().duplicate(), verdict);
    }

    private static byte[] bytes(Submission submission) {
        byte[] bytes = new byte[submission.getBytes().remaining()];
        submission.getBytes().duplicate().get(bytes);
        return bytes;
    }
}
