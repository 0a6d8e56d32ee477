package lotic.ingest.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import lotic.ingest.intake.BodyReader;
import lotic.ingest.intake.InFlightBytes;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

class SampleReaderTest {

    private static final int IMAGE_BYTES_MAX = 1000;

    private final InFlightBytes budget = new InFlightBytes(1 << 20);

    @Test
    void filesOfOneNameAreASample() throws IOException {
        List<Sample> samples =
                samples(
                        new TarBytes()
                                .file("train/0001.cls", "7\n")
                                .file("train/0001.jpg", "image")
                                .file("train/0001.json", "{\"a\": 1}")
                                .file("train/0001.txt", "a heron\n")
                                .file("train/0002.png", "other"));

        assertThat(samples).hasSize(2);
        Sample first = samples.getFirst();
        assertThat(first.name()).isEqualTo("train/0001.jpg");
        assertThat(image(first)).isEqualTo("image");
        assertThat(first.label()).hasValue("7");
        assertThat(first.caption()).hasValue("a heron");
        assertThat(first.metadata()).hasValue("{\"a\": 1}");
        assertThat(samples.getLast().name()).isEqualTo("train/0002.png");
        assertThat(samples.getLast().label()).isEmpty();
    }

    @Test
    void aNameEndsAtTheFirstDotBehindTheLastSlash() throws IOException {
        List<Sample> samples =
                samples(
                        new TarBytes()
                                .file("v1.0/a.jpg", "1")
                                .file("v1.0/b.jpg", "2")
                                .file("v1.0/b.CLS", "3"));

        assertThat(samples).extracting(Sample::name).containsExactly("v1.0/a.jpg", "v1.0/b.jpg");
        assertThat(samples.getLast().label()).hasValue("3");
    }

    @Test
    void twoImagesOfOneNameAreTwoSamples() throws IOException {
        List<Sample> samples =
                samples(new TarBytes().file("IMG.1.jpg", "1").file("IMG.2.jpg", "2"));

        assertThat(samples).extracting(Sample::name).containsExactly("IMG.1.jpg", "IMG.2.jpg");
        assertThat(samples).extracting(SampleReaderTest::image).containsExactly("1", "2");
    }

    @Test
    void textsWithoutAnImageAreASampleWithoutOne() throws IOException {
        List<Sample> samples = samples(new TarBytes().file("a.txt", "lonely").file("b.jpg", "1"));

        assertThat(samples.getFirst().name()).isEqualTo("a.txt");
        assertThat(samples.getFirst().image()).isEmpty();
        assertThat(samples.getLast().image()).isPresent();
    }

    @Test
    void anImageAboveTheLimitIsPassedOver() throws IOException {
        List<Sample> samples =
                samples(
                        new TarBytes()
                                .file("a.jpg", new byte[IMAGE_BYTES_MAX + 1])
                                .file("b.jpg", "small"));

        assertThat(samples.getFirst().image())
                .hasValue(new BodyReader.TooLarge(IMAGE_BYTES_MAX + 1, IMAGE_BYTES_MAX));
        assertThat(image(samples.getLast())).isEqualTo("small");
    }

    @Test
    void anImageBeforeABreakIsASampleAndTheBreakComesNext() throws IOException {
        byte[] cut = Arrays.copyOf(new TarBytes().file("a.jpg", "image").end(), 1024 + 100);
        SampleReader reader = reader(new ByteArrayInputStream(cut));

        Sample sample = reader.next().orElseThrow();

        assertThat(image(sample)).isEqualTo("image");
        assertThatThrownBy(reader::next).isInstanceOf(BrokenArchiveException.class);
        sample.image().orElseThrow().letGo();
        assertThat(budget.bytes()).isZero();
    }

    @Test
    void anImageWhoseTextBreaksOffGivesItsRoomBack() {
        byte[] archive = new TarBytes().file("a.jpg", "image").file("a.txt", "a heron").cut();
        byte[] cut = Arrays.copyOf(archive, archive.length - 510);

        assertThatThrownBy(() -> reader(new ByteArrayInputStream(cut)).next())
                .isInstanceOf(BrokenArchiveException.class);

        assertThat(budget.bytes()).isZero();
    }

    @Test
    void anImageBehindWhichTheConnectionBreaksGivesItsRoomBack() {
        InputStream breaking =
                new SequenceInputStream(
                        new ByteArrayInputStream(new TarBytes().file("a.jpg", "image").cut()),
                        new InputStream() {
                            @Override
                            public int read() throws IOException {
                                throw new IOException("connection reset");
                            }
                        });

        assertThatThrownBy(() -> reader(breaking).next()).hasMessage("connection reset");

        assertThat(budget.bytes()).isZero();
    }

    private SampleReader reader(InputStream archive) {
        return new SampleReader(
                archive, new BodyReader(IMAGE_BYTES_MAX, budget), Duration.ofSeconds(1));
    }

    private List<Sample> samples(TarBytes archive) throws IOException {
        SampleReader reader = reader(new ByteArrayInputStream(archive.end()));
        List<Sample> samples = new ArrayList<>();
        Optional<Sample> sample = reader.next();
        while (sample.isPresent()) {
            samples.add(sample.get());
            sample = reader.next();
        }
        return samples;
    }

    private static String image(Sample sample) {
        return switch (sample.image().orElseThrow()) {
            case BodyReader.Whole whole -> new String(whole.bytes(), StandardCharsets.UTF_8);
            case BodyReader.Outcome other -> other.toString();
        };
    }
}
