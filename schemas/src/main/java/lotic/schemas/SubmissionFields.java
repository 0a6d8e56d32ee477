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
                        line("id", Optional.of(submission.getId()), Limits.NAME_BYTES_MAX),
                        line("type", submission.getDeclaredType(), Limits.NAME_BYTES_MAX),
                        line("source", submission.getSourceUri(), Limits.SOURCE_URI_BYTES_MAX),
                        line("label", submission.getLabel(), Limits.NAME_BYTES_MAX),
                        line("producer", submission.getProducer(), Limits.NAME_BYTES_MAX),
                        tooLong("caption", submission.getCaption(), Limits.CAPTION_BYTES_MAX),
                        tooLong("metadata", submission.getMetadata(), Limits.METADATA_BYTES_MAX),
                        submission.getMetadata().flatMap(SubmissionFields::noJson))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /// What turns up in logs and headers must not break their lines.
    private static Optional<String> line(String name, Optional<String> text, int bytesMax) {
        return tooLong(name, text, bytesMax)
                .or(
                        () ->
                                text.filter(t -> t.chars().anyMatch(Character::isISOControl))
                                        .map(_ -> name + " holds a control character"));
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
