package lotic.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

class SubmissionBuilderTest {

    private static final byte[] IMAGE = {1, 2, 3};

    @Test
    void theExampleOfTheJavadocSendsARecordThatAdmissionTakes(@TempDir Path folder)
            throws Exception {
        Path picture = Files.write(folder.resolve("heron.jpg"), IMAGE);

        NativeProducerExample.send(picture);

        assertThat(NativeProducerExample.KafkaProducer.CONFIGS.getLast())
                .containsEntry("acks", "all");
        ProducerRecord<?, ?> sent = NativeProducerExample.KafkaProducer.SENT.getLast();
        assertThat(sent.topic()).isEqualTo("lotic.images.submitted");
        assertThat(sent.key()).isEqualTo(Digests.of(IMAGE).bytes());
        Submission submission = Records.decode(Submission.class, (byte[]) sent.value());
        assertThat(submission.getBytes().array()).endsWith(IMAGE);
        assertThat(submission.getCaption()).hasValue("a heron at the weir");
        assertThat(submission.getLabel()).hasValue("heron");
        assertThat(submission.getProducer()).hasValue("camera-7");
    }

    @Test
    void theExampleOfTheJavadocIsTheOneThatRuns() throws Exception {
        Path javadoc = Path.of("src/main/java/lotic/schemas/SubmissionBuilder.java");
        Path example = Path.of("src/test/java/lotic/schemas/NativeProducerExample.java");

        List<String> shown = between(javadoc, "/// ```java", "/// ```");
        List<String> run = between(example, "// the example", "// its end");

        assertThat(shown.stream().map(line -> line.replaceFirst("^/// ?", "").strip()))
                .isEqualTo(run);
        assertThat(shown).hasSizeLessThanOrEqualTo(12);
    }

    @Test
    void eachSubmissionHasAnIdOfItsOwn() {
        Submission one = new SubmissionBuilder(IMAGE).toSubmission();
        Submission other = new SubmissionBuilder(IMAGE).toSubmission();

        assertThat(one.getId()).isNotEmpty().isNotEqualTo(other.getId());
    }

    @Test
    void anEmptyImageIsRefused() {
        assertThatThrownBy(() -> new SubmissionBuilder(new byte[0]))
                .hasMessage("the image has 0 bytes; it must have 1 to 15728640");
    }

    @Test
    void anImageAboveTheLimitIsRefused() {
        assertThatThrownBy(() -> new SubmissionBuilder(new byte[Limits.IMAGE_BYTES_MAX + 1]))
                .hasMessageContaining("15728641");
    }

    @Test
    void aFieldAboveItsLimitIsRefusedWithItsNameAndBoth() {
        SubmissionBuilder builder = new SubmissionBuilder(IMAGE).label("ä".repeat(129));

        assertThatThrownBy(builder::toSubmission).hasMessage("label has 258 bytes, limit 256");
    }

    @Test
    void aRecordWithEverythingAtItsLimitFitsARequest() {
        SubmissionBuilder builder =
                new SubmissionBuilder(new byte[Limits.IMAGE_BYTES_MAX])
                        .id("i".repeat(Limits.NAME_BYTES_MAX))
                        .declaredType("t".repeat(Limits.NAME_BYTES_MAX))
                        .sourceUri("u".repeat(Limits.SOURCE_URI_BYTES_MAX))
                        .caption("c".repeat(Limits.CAPTION_BYTES_MAX))
                        .label("l".repeat(Limits.NAME_BYTES_MAX))
                        .metadata("\"" + "m".repeat(Limits.METADATA_BYTES_MAX - 2) + "\"")
                        .producer("p".repeat(Limits.NAME_BYTES_MAX));

        assertThat(builder.toRecord(Topics.STANDARD).value())
                .hasSizeLessThan(Limits.RECORD_BYTES_MAX - 4096);
    }

    private static List<String> between(Path file, String start, String end) throws Exception {
        return Files.readString(file)
                .lines()
                .map(String::strip)
                .dropWhile(line -> !line.equals(start))
                .skip(1)
                .takeWhile(line -> !line.equals(end))
                .collect(Collectors.toList());
    }
}
