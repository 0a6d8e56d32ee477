package lotic.ingest.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;

class TarReaderTest {

    @Test
    void filesComeInOrderWithTheirContents() throws IOException {
        byte[] archive = new TarBytes().file("a.jpg", "first").file("b/c.png", "").end();

        assertThat(contents(archive)).containsExactly("a.jpg=first", "b/c.png=");
    }

    @Test
    void whatWasNotReadIsPassedOver() throws IOException {
        byte[] archive = new TarBytes().file("a", "x".repeat(5000)).file("b", "second").end();
        TarReader reader = new TarReader(new ByteArrayInputStream(archive));

        reader.next();
        byte[] start = reader.content().readNBytes(10);
        Optional<TarReader.File> second = reader.next();

        assertThat(start).hasSize(10);
        assertThat(second).hasValue(new TarReader.File("b", 6));
    }

    @Test
    void foldersAndLinksArePassedOver() throws IOException {
        byte[] archive =
                new TarBytes()
                        .entry("folder/", '5', new byte[0])
                        .entry("link", '2', new byte[0])
                        .entry("hard", '1', new byte[0])
                        .file("folder/a", "1")
                        .end();

        assertThat(contents(archive)).containsExactly("folder/a=1");
    }

    @Test
    void aLongNameOfGnuBelongsToTheNextFileAlone() throws IOException {
        String longName = "d/".repeat(100) + "a.jpg";
        byte[] archive =
                new TarBytes()
                        .entry(
                                "././@LongLink",
                                'L',
                                (longName + "\0").getBytes(StandardCharsets.UTF_8))
                        .file("cut", "1")
                        .file("b", "2")
                        .end();

        assertThat(contents(archive)).containsExactly(longName + "=1", "b=2");
    }

    @Test
    void aPaxPathBelongsToTheNextFileAlone() throws IOException {
        String pax = "11 size=100\n24 path=grüße/ä.jpg\n";
        byte[] archive =
                new TarBytes()
                        .entry("x", 'x', pax.getBytes(StandardCharsets.UTF_8))
                        .file("cut", "1")
                        .file("b", "2")
                        .end();

        assertThat(contents(archive)).containsExactly("grüße/ä.jpg=1", "b=2");
    }

    @Test
    void anArchiveThatJustStopsAfterAFileIsTaken() throws IOException {
        assertThat(contents(new TarBytes().file("a", "1").cut())).containsExactly("a=1");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 511, 513, 1000})
    void anArchiveThatEndsInsideAnEntryIsBroken(int length) {
        byte[] archive = Arrays.copyOf(new TarBytes().file("a", "x".repeat(600)).cut(), length);

        assertThatThrownBy(() -> contents(archive)).isInstanceOf(BrokenArchiveException.class);
    }

    @Test
    void whatIsNoArchiveIsBroken() {
        byte[] text = "just text, ".repeat(100).getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> contents(text))
                .isInstanceOf(BrokenArchiveException.class)
                .hasMessageContaining("no tar archive");
    }

    @Test
    void aNegativeSizeIsBroken() {
        byte[] size = new byte[12];
        Arrays.fill(size, (byte) 0xFF);
        byte[] archive = new TarBytes().header("a", '0', size).end();

        assertThatThrownBy(() -> contents(archive)).isInstanceOf(BrokenArchiveException.class);
    }

    @Test
    void aNameWithoutEndTakesNoMemory() {
        byte[] archive =
                new TarBytes().entry("././@LongLink", 'L', new byte[100_000]).file("a", "1").end();

        assertThatThrownBy(() -> contents(archive))
                .hasMessage("a header's extension has 100000 bytes, limit 65536");
    }

    @Test
    void noChangeOfBytesThrowsAnythingElse() {
        Random random = new Random(13);
        byte[] sound = new TarBytes().file("a.jpg", "12345").file("b", "x".repeat(700)).end();
        for (int i = 0; i < 20_000; i++) {
            byte[] damaged = sound.clone();
            for (int n = random.nextInt(3); n >= 0; n--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            Throwable thrown = catchThrowable(() -> contents(damaged));
            if (thrown != null) {
                assertThat(thrown).as("round %d", i).isInstanceOf(BrokenArchiveException.class);
            }
        }
    }

    private static List<String> contents(byte[] archive) throws IOException {
        TarReader reader = new TarReader(new ByteArrayInputStream(archive));
        List<String> contents = new ArrayList<>();
        Optional<TarReader.File> file = reader.next();
        while (file.isPresent()) {
            String text = new String(reader.content().readAllBytes(), StandardCharsets.UTF_8);
            contents.add(file.get().name() + "=" + text);
            file = reader.next();
        }
        return contents;
    }
}
