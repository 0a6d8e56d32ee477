package lotic.standalone.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import lotic.schemas.Limits;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

class PicturesTest {

    @TempDir private Path folder;

    @Test
    void aFolderGivesItsPicturesInOrderWithWhatStandsBesideThem() throws IOException {
        write("photos/b.png", "B");
        write("photos/a.jpg", "A");
        write("photos/a.cls", "cat\n");
        write("photos/a.txt", "a cat on a mat");
        write("photos/a.json", "{}");
        write("photos/deep/c.webp", "C");
        write("photos/readme.md", "no picture");

        List<Sample> samples = all(folder.resolve("photos"));

        assertThat(samples)
                .extracting(sample -> sample.name().substring(folder.toString().length()))
                .containsExactly("/photos/a.jpg", "/photos/b.png", "/photos/deep/c.webp");
        assertThat(samples.getFirst().label()).contains("cat");
        assertThat(samples.getFirst().caption()).contains("a cat on a mat");
        assertThat(samples.getFirst().metadata()).contains("{}");
        assertThat(samples.get(1).label()).isEmpty();
    }

    @Test
    void aPictureThatCannotBeReadIsToldWithTheReason() throws IOException {
        Path file = write("photos/a.jpg", "A");
        Pictures pictures = Pictures.of(List.of(folder.resolve("photos")));
        Files.delete(file);

        try (SampleSource source = pictures.once()) {
            assertThatThrownBy(source::next)
                    .hasMessageStartingWith("cannot read %s (", file)
                    .hasMessageContaining("NoSuchFile");
        }
    }

    @Test
    void aFileThatIsNamedIsTakenWhateverItIsCalled() throws IOException {
        Path file = write("photo.unknown", "X");

        assertThat(all(file)).extracting(Sample::name).containsExactly(file.toString());
    }

    @Test
    void aTarGivesItsSamplesInItsOwnOrder() throws IOException {
        Path tar =
                tar(
                        "000001.jpg", "one",
                        "000001.cls", "7",
                        "000000.cls", "3",
                        "000000.seg.txt", "a caption",
                        "000000.jpg", "zero",
                        "notes.txt", "no picture",
                        "deep/x.png", "deep");

        List<Sample> samples = all(tar);

        assertThat(samples)
                .extracting(Sample::name)
                .containsExactly(tar + "/000001.jpg", tar + "/000000.jpg", tar + "/deep/x.png");
        assertThat(samples).extracting(Sample::label).startsWith(Optional.of("7"));
        assertThat(samples.get(1).label()).contains("3");
        assertThat(samples.get(1).caption()).contains("a caption");
        assertThat(samples.get(1).bytes()).isEqualTo("zero".getBytes(StandardCharsets.UTF_8));
        assertThat(Pictures.of(List.of(tar)).count()).isEqualTo(3);
    }

    @Test
    void anImageThatIsTooLargeIsReadByOneByteTooMany() throws IOException {
        Path tar = tar("big.jpg", "x".repeat(Limits.IMAGE_BYTES_MAX + 1000), "small.jpg", "small");

        List<Sample> samples = all(tar);

        assertThat(samples.getFirst().bytes()).hasSize(Limits.IMAGE_BYTES_MAX + 1);
        assertThat(samples.getLast().bytes()).hasSize(5);
    }

    @Test
    void severalPathsFollowEachOtherAndComeAround() throws IOException {
        Path tar = tar("t.jpg", "T");
        Path file = write("f.jpg", "F");
        Pictures pictures = Pictures.of(List.of(tar, file));

        List<String> names = new ArrayList<>();
        try (SampleSource source = pictures.forEver()) {
            for (int i = 0; i < 5; i++) {
                names.add(source.next().orElseThrow().name());
            }
        }

        String inTar = tar + "/t.jpg";
        assertThat(pictures.count()).isEqualTo(2);
        assertThat(names).containsExactly(inTar, file.toString(), inTar, file.toString(), inTar);
    }

    @Test
    void aPathWithoutPicturesIsRefused() throws IOException {
        Path empty = Files.createDirectory(folder.resolve("empty"));

        assertThatThrownBy(() -> Pictures.of(List.of(empty)))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining("There is no picture in ");
        assertThatThrownBy(() -> Pictures.of(List.of(folder.resolve("missing"))))
                .hasMessageContaining("There is no ");
    }

    private static List<Sample> all(Path path) throws IOException {
        List<Sample> samples = new ArrayList<>();
        try (SampleSource source = Pictures.of(List.of(path)).once()) {
            for (var next = source.next(); next.isPresent(); next = source.next()) {
                samples.add(next.get());
            }
        }
        return samples;
    }

    private Path write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private Path tar(String... namesAndTexts) throws IOException {
        Path file = folder.resolve("samples.tar");
        try (var out = Files.newOutputStream(file)) {
            for (int i = 0; i < namesAndTexts.length; i += 2) {
                byte[] bytes = namesAndTexts[i + 1].getBytes(StandardCharsets.UTF_8);
                out.write(tarHeader(namesAndTexts[i], bytes.length));
                out.write(bytes);
                out.write(new byte[(512 - bytes.length % 512) % 512]);
            }
            out.write(new byte[1024]);
        }
        return file;
    }

    /// A regular file's header (POSIX.1-1988 ustar): name, mode, size, sum over the header with
    /// spaces in its own place.
    private static byte[] tarHeader(String name, int size) {
        byte[] header = new byte[512];
        put(header, 0, name);
        put(header, 100, "0000644");
        put(header, 124, "%011o".formatted(size));
        put(header, 136, "00000000000");
        put(header, 148, " ".repeat(8));
        put(header, 156, "0");
        put(header, 257, "ustar\00000");
        int sum = 0;
        for (byte b : header) {
            sum += b;
        }
        put(header, 148, "%06o\0 ".formatted(sum));
        return header;
    }

    private static void put(byte[] header, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, header, at, bytes.length);
    }
}
