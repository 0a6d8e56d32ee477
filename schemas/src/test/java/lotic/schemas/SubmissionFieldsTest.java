package lotic.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.ByteBuffer;

class SubmissionFieldsTest {

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[1, 2]", "\"text\"", "null", " {\"a\": {\"b\": [true]}} "})
    void anyJsonValueIsMetadata(String json) {
        Submission submission = submission().setMetadata(json).build();

        assertThat(SubmissionFields.violation(submission)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "{'a': 1}", "{} {}", "", " ", "[1, 2", "nul", "{\"a\": 1}}"})
    void whatIsNoSingleJsonValueIsNamed(String text) {
        Submission submission = submission().setMetadata(text).build();

        assertThat(SubmissionFields.violation(submission)).get().asString().startsWith("metadata");
    }

    @Test
    void jsonThatIsNestedWithoutEndIsRefusedAndNotFollowed() {
        Submission submission = submission().setMetadata("[".repeat(16_000)).build();

        assertThat(SubmissionFields.violation(submission)).hasValue("metadata is not JSON");
    }

    @Test
    void anEmptyIdIsRefused() {
        Submission submission = submission().setId("").build();

        assertThat(SubmissionFields.violation(submission)).get().asString().startsWith("id is");
    }

    @ParameterizedTest
    @ValueSource(strings = {"two\r\nlines", "a\0zero", "\u001b[31mred"})
    void controlCharactersAreRefusedWhereALineBelongs(String text) {
        assertThat(SubmissionFields.violation(submission().setLabel(text).build()))
                .hasValue("label holds a control character");
        assertThat(SubmissionFields.violation(submission().setProducer(text).build())).isPresent();
        assertThat(SubmissionFields.violation(submission().setSourceUri(text).build())).isPresent();
        assertThat(SubmissionFields.violation(submission().setId(text).build())).isPresent();
    }

    @Test
    void aCaptionMayHaveSeveralLines() {
        Submission submission = submission().setCaption("a heron\nat the weir").build();

        assertThat(SubmissionFields.violation(submission)).isEmpty();
    }

    private static Submission.Builder submission() {
        return Submission.newBuilder().setId("1").setBytes(ByteBuffer.wrap(new byte[] {1}));
    }
}
