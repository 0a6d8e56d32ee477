package lotic.ingest.intake;

import lotic.schemas.ImageDigest;
import lotic.schemas.Submission;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.UUID;

/// What a sender tells about an image.
///
/// @param id of the submission; made up where the sender gives none
/// @param declaredType media type
/// @param sourceUri where it is from
/// @param caption a sentence about it
/// @param label its class
/// @param metadata JSON text
/// @param producer the sender's name
/// @param digest of the image, as the sender knows it
public record Particulars(
        Optional<String> id,
        Optional<String> declaredType,
        Optional<String> sourceUri,
        Optional<String> caption,
        Optional<String> label,
        Optional<String> metadata,
        Optional<String> producer,
        Optional<ImageDigest> digest) {

    /// The record of an image with these, as yet unchecked.
    Submission submission(byte[] image) {
        Submission.Builder submission =
                Submission.newBuilder()
                        .setId(id.orElseGet(() -> UUID.randomUUID().toString()))
                        .setBytes(ByteBuffer.wrap(image));
        declaredType.ifPresent(submission::setDeclaredType);
        sourceUri.ifPresent(submission::setSourceUri);
        caption.ifPresent(submission::setCaption);
        label.ifPresent(submission::setLabel);
        metadata.ifPresent(submission::setMetadata);
        producer.ifPresent(submission::setProducer);
        return submission.build();
    }
}
