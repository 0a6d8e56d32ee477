package lotic.ingest.admission;

import lotic.inspection.Inspection;
import lotic.schemas.AdmittedImage;
import lotic.schemas.Limits;
import lotic.schemas.Rejection;
import lotic.schemas.Submission;

import org.apache.kafka.streams.processor.api.RecordMetadata;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/// The records that admission writes.
final class AdmissionRecords {

    private static final int DETAIL_BYTES_MAX = 1024;

    private AdmissionRecords() {}

    /// A submission with what inspection found.
    static AdmittedImage admitted(
            Submission submission, Inspection.Taken image, boolean repeat, Instant now) {
        AdmittedImage.Builder admitted =
                AdmittedImage.newBuilder()
                        .setId(submission.getId())
                        .setBytes(submission.getBytes().duplicate())
                        .setFormat(Wording.of(image.format()))
                        .setWidth(image.size().width())
                        .setHeight(image.size().height())
                        .setAdmittedAt(now)
                        .setRepeat(repeat);
        submission.getSourceUri().ifPresent(admitted::setSourceUri);
        submission.getCaption().ifPresent(admitted::setCaption);
        submission.getLabel().ifPresent(admitted::setLabel);
        submission.getMetadata().ifPresent(admitted::setMetadata);
        submission.getProducer().ifPresent(admitted::setProducer);
        return admitted.build();
    }

    /// What is kept of a record that was turned away. Its texts broke a rule perhaps, so they are
    /// cut to the length that the rule allows.
    static Rejection rejection(Examination.Unsound unsound, RecordMetadata place, Instant now) {
        ByteBuffer bytes = unsound.bytes();
        int headBytes = Math.min(bytes.remaining(), Limits.REJECTED_HEAD_BYTES_MAX);
        Rejection.Builder rejection =
                Rejection.newBuilder()
                        .setDigest(unsound.digest())
                        .setReason(unsound.verdict().reason())
                        .setDetail(cut(unsound.verdict().detail(), DETAIL_BYTES_MAX))
                        .setHead(bytes.slice(bytes.position(), headBytes))
                        .setSize(bytes.remaining())
                        .setSourceTopic(place.topic())
                        .setSourcePartition(place.partition())
                        .setSourceOffset(place.offset())
                        .setRejectedAt(now);
        unsound.readable()
                .flatMap(Submission::getSourceUri)
                .map(uri -> cut(uri, Limits.SOURCE_URI_BYTES_MAX))
                .ifPresent(rejection::setSourceUri);
        unsound.readable()
                .flatMap(Submission::getProducer)
                .map(name -> cut(name, Limits.NAME_BYTES_MAX))
                .ifPresent(rejection::setProducer);
        return rejection.build();
    }

    private static String cut(String text, int bytesMax) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        if (utf8.length <= bytesMax) {
            return text;
        }
        int end = bytesMax;
        while ((utf8[end] & 0xC0) == 0x80) { // inside a character
            end--;
        }
        return new String(utf8, 0, end, StandardCharsets.UTF_8);
    }
}
