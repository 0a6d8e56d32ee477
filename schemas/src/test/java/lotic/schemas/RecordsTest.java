package lotic.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RecordsTest {

    private final Submission heron =
            new SubmissionBuilder(new byte[] {1, 2, 3})
                    .id("heron")
                    .caption("a heron")
                    .toSubmission();

    @Test
    void aRecordComesBackAsItWasWritten() {
        byte[] encoded = Records.encode(heron);

        assertThat(Records.decode(Submission.class, encoded)).isEqualTo(heron);
        assertThat(Records.decode(encoded)).isEqualTo(heron);
    }
}
