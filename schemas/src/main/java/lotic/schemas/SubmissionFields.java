package lotic.schemas;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Stream;

/// The rules for the text fields of a [Submission]: the same at the gate, in a native producer and
/// in admission.
public final class SubmissionFields {

    private static final JsonFactory JSON = new JsonFactory();

    private SubmissionFields() {}

    /// The first rule that the fields break, in words with value and limit; empty if they keep all.
    public static Optional<String> violation(Submission submission) {
        if (submission.getId().isEmpty()) {
            return Optional.of("id is empty; give each submission an id of its own");
        }
        return Stream.of(
                        tooLong("id", Optional.of(submission.getId()), Limits.NAME_BYTES_MAX),
                        tooLong("type", submission.getDeclaredType(), Limits.NAME_BYTES_MAX),
                        tooLong("source", submission.getSourceUri(), Limits.SOURCE_URI_BYTES_MAX),
                        tooLong("caption", submission.getCaption(), Limits.CAPTION_BYTES_MAX),
                        tooLong("label", submission.getLabel(), Limits.NAME_BYTES_MAX),
                        tooLong("producer", submission.getProducer(), Limits.NAME_BYTES_MAX),
                        tooLong("metadata", submission.getMetadata(), Limits.METADATA_BYTES_MAX),
                        submission.getMetadata().flatMap(SubmissionFields::noJson))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<String> tooLong(String name, Optional<String> text, int bytesMax) {
        int bytes = text.map(t -> t.getBytes(StandardCharsets.UTF_8).length).orElse(0);
        return bytes <= bytesMax
                ? Optional.empty()
                : Optional.of("%s has %d bytes, limit %d".formatted(name, bytes, bytesMax));
    }

    private static Optional<String> noJson(String text) {
        try (JsonParser parser = JSON.createParser(text)) {
            if (parser.nextToken() == null) {
                return Optional.of("metadata is empty; leave it out or give JSON");
            }
            parser.skipChildren();
            return parser.nextToken() == null
                    ? Optional.empty()
                    : Optional.of("metadata goes on after its JSON value");
        } catch (IOException e) {
            return Optional.of("metadata is not JSON");
        }
    }
}
