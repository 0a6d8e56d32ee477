package lotic.schemas;

import org.apache.kafka.clients.producer.ProducerRecord;

import java.nio.ByteBuffer;
import java.util.UUID;

/// Makes the Kafka record by which a native producer hands an image in, past the HTTP gate.
///
/// The record's key is the SHA-256 of the image's bytes: admission turns away any other. What the
/// gate would have checked about the image, admission checks then.
///
/// ```java
/// Map<String, Object> config =
///         Map.of(
///                 "bootstrap.servers", "localhost:7070",
///                 "acks", "all",
///                 "max.request.size", Limits.BROKER_REQUEST_BYTES_MAX);
/// var bytes = new ByteArraySerializer();
/// try (var producer = new KafkaProducer<>(config, bytes, bytes)) {
///     var image = new SubmissionBuilder(Files.readAllBytes(picture));
///     image.caption("a heron at the weir").label("heron").producer("camera-7");
///     RecordMetadata place = producer.send(image.toRecord(Topics.STANDARD)).get();
///     System.out.println(Digests.hex(image.digest()) + " is at " + place);
/// }
/// ```
///
/// Not for use by several threads at once.
public final class SubmissionBuilder {

    private final byte[] bytes;
    private final ImageDigest digest;
    private final Submission.Builder submission = Submission.newBuilder();

    /// Starts with the image, and an id of its own.
    ///
    /// @param bytes the file as it is, 1 byte to [Limits#IMAGE_BYTES_MAX]; not copied, so it must
    ///   not change any more
    /// @throws IllegalArgumentException if there are too few or too many bytes
    public SubmissionBuilder(byte[] bytes) {
        if (bytes.length == 0 || bytes.length > Limits.IMAGE_BYTES_MAX) {
            throw new IllegalArgumentException(
                    "the image has %d bytes; it must have 1 to %d"
                            .formatted(bytes.length, Limits.IMAGE_BYTES_MAX));
        }
        this.bytes = bytes;
        this.digest = Digests.of(bytes);
        submission.setId(UUID.randomUUID().toString()).setBytes(ByteBuffer.wrap(bytes));
    }

    /// The sender's own id, which makes a repeated attempt harmless; a random one unless given.
    public SubmissionBuilder id(String id) {
        submission.setId(id);
        return this;
    }

    /// The media type that the sender believes in; the bytes decide.
    public SubmissionBuilder declaredType(String mediaType) {
        submission.setDeclaredType(mediaType);
        return this;
    }

    /// Where the image is from.
    public SubmissionBuilder sourceUri(String uri) {
        submission.setSourceUri(uri);
        return this;
    }

    /// A sentence about the image.
    public SubmissionBuilder caption(String caption) {
        submission.setCaption(caption);
        return this;
    }

    /// The class of the image, used for evaluation alone.
    public SubmissionBuilder label(String label) {
        submission.setLabel(label);
        return this;
    }

    /// JSON text that travels along unread.
    public SubmissionBuilder metadata(String json) {
        submission.setMetadata(json);
        return this;
    }

    /// A name of the sender, for the operator.
    public SubmissionBuilder producer(String name) {
        submission.setProducer(name);
        return this;
    }

    /// The image's identity, under which `GET /v1/images/{sha256}` tells where it is.
    public ImageDigest digest() {
        return digest;
    }

    /// The submission as it is so far.
    ///
    /// @throws IllegalArgumentException if a field is longer than [Limits] allow, or the metadata
    ///   are not JSON
    public Submission toSubmission() {
        // The buffer has a position of its own in each record.
        Submission built = submission.setBytes(ByteBuffer.wrap(bytes)).build();
        SubmissionFields.violation(built)
                .ifPresent(
                        broken -> {
                            throw new IllegalArgumentException(broken);
                        });
        return built;
    }

    /// The record to send.
    ///
    /// @throws IllegalArgumentException as [#toSubmission]
    public ProducerRecord<byte[], byte[]> toRecord(Topics topics) {
        return new ProducerRecord<>(
                topics.imagesSubmitted(), digest.bytes(), Records.encode(toSubmission()));
    }
}
