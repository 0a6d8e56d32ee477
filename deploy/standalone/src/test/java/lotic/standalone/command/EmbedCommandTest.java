package lotic.standalone.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import lotic.registry.format.Safetensors;
import lotic.standalone.embed.ColourVersion;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import javax.imageio.ImageIO;

/// `embed` and `nearest`, with a version whose features are the mean colour.
class EmbedCommandTest {

    @TempDir private Path folder;
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final PrintStream console = System.out;
    private Path version;
    private Path pictures;

    @BeforeEach
    void prepare() throws IOException {
        System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
        version = ColourVersion.write(folder.resolve("colours/7"));
        pictures = Files.createDirectory(folder.resolve("pictures"));
        ColourVersion.picture(pictures.resolve("blue.png"), 0, 0, 255);
        ColourVersion.picture(pictures.resolve("brick.png"), 255, 51, 51);
        ColourVersion.picture(pictures.resolve("green.png"), 0, 255, 0);
    }

    @AfterEach
    void giveTheConsoleBack() {
        System.setOut(console);
    }

    @Test
    void safetensorsHasARowForEachPictureAndItsPath() throws Exception {
        Path target = folder.resolve("features.safetensors");

        assertThat(embed(target, "--json")).isZero();

        try (Safetensors file = Safetensors.open(target)) {
            assertThat(file.header().metadata()).containsEntry("version", "colours@7");
            ByteBuffer rows = file.data("features");
            float[] features = new float[9];
            rows.asFloatBuffer().get(features);
            assertThat(features)
                    .containsExactly(new float[] {0, 0, 1, 1, 0.2f, 0.2f, 0, 1, 0}, within(1e-6f));
            ByteBuffer names = file.data("paths");
            assertThat(StandardCharsets.UTF_8.decode(names).toString().lines())
                    .containsExactly(
                            pictures.resolve("blue.png").toString(),
                            pictures.resolve("brick.png").toString(),
                            pictures.resolve("green.png").toString());
        }
        JsonNode answer = answer();
        assertThat(answer.get("embedded").longValue()).isEqualTo(3);
        assertThat(answer.get("dimension").longValue()).isEqualTo(3);
        assertThat(answer.get("version").textValue()).isEqualTo("colours@7");
    }

    @Test
    void ndjsonHasALineForEachPicture() throws Exception {
        Path target = folder.resolve("features.ndjson");

        assertThat(embed(target)).isZero();

        List<JsonNode> lines = new ArrayList<>();
        for (String line : Files.readAllLines(target)) {
            lines.add(new ObjectMapper().readTree(line));
        }
        assertThat(lines).hasSize(3);
        assertThat(lines.get(1).get("path").textValue()).endsWith("brick.png");
        assertThat(lines.get(1).get("version").textValue()).isEqualTo("colours@7");
        assertThat(lines.get(1).get("features").get(0).doubleValue()).isCloseTo(1, within(1e-6));
    }

    @Test
    void aFileThatIsNoPictureIsNamedAndTheOthersAreEmbedded() throws Exception {
        Files.writeString(pictures.resolve("letter.jpg"), "no picture");
        Path target = folder.resolve("features.ndjson");

        assertThat(embed(target)).isEqualTo(ExitCode.FAILED.number());

        assertThat(Files.readAllLines(target)).hasSize(3);
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("letter.jpg: no picture");
    }

    @Test
    void morePicturesThanTheWindowHoldsStayInTheirOrder() throws Exception {
        for (int i = 0; i < 50; i++) {
            ColourVersion.picture(pictures.resolve("many-%02d.png".formatted(i)), 5 * i, 0, 0);
        }
        Path target = folder.resolve("features.ndjson");

        assertThat(embed(target, "--threads", "4")).isZero();

        List<String> many =
                Files.readAllLines(target).stream().filter(it -> it.contains("many-")).toList();
        assertThat(many).hasSize(50);
        for (int i = 0; i < 50; i++) {
            JsonNode line = new ObjectMapper().readTree(many.get(i));
            assertThat(line.get("features").get(0).doubleValue())
                    .isCloseTo(5 * i / 255.0, within(1e-6));
        }
    }

    @Test
    void whatCannotBeDoneSaysSoWithItsExitCodeAndLeavesNothing() throws Exception {
        Path target = folder.resolve("features.ndjson");

        assertThat(embed(folder.resolve("features.csv"))).isEqualTo(ExitCode.USAGE.number());
        assertThat(embed(target, "--threads", "0")).isEqualTo(ExitCode.USAGE.number());
        assertThat(execute("embed", version.toString(), "gone.jpg", "--to", target.toString()))
                .isEqualTo(ExitCode.NOT_FOUND.number());
        assertThat(
                        execute(
                                "embed",
                                "demo",
                                pictures.toString(),
                                "--to",
                                target.toString(),
                                "--registry",
                                "http://localhost:1"))
                .isEqualTo(ExitCode.UNREACHABLE.number());
        assertThat(
                        execute(
                                "embed",
                                version.getParent().toString(),
                                pictures.toString(),
                                "--to",
                                target.toString()))
                .isEqualTo(ExitCode.NOT_FOUND.number());
        assertThat(execute("embed", "river/99", pictures.toString(), "--to", target.toString()))
                .isEqualTo(ExitCode.NOT_FOUND.number());
        Files.delete(version.resolve("onnx/model.onnx"));
        assertThat(embed(target)).isEqualTo(ExitCode.FAILED.number());

        assertThat(left()).containsExactlyInAnyOrder("colours", "pictures");
    }

    private List<String> left() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(it -> it.getFileName().toString()).toList();
        }
    }

    @Test
    void aPictureThatIsTooLargeIsRefusedAndNotCutShort() throws Exception {
        BufferedImage large = new BufferedImage(2400, 2400, BufferedImage.TYPE_INT_RGB);
        ImageIO.write(large, "bmp", pictures.resolve("large.bmp").toFile());
        Path target = folder.resolve("features.ndjson");

        assertThat(embed(target)).isEqualTo(ExitCode.FAILED.number());

        assertThat(Files.readAllLines(target)).hasSize(3);
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("large.bmp: larger than 15 MiB");
    }

    @ParameterizedTest
    @ValueSource(strings = {"taken.ndjson", "gone/features.ndjson", "letter/features.ndjson"})
    void aPlaceWhereNothingCanBeWrittenIsNamedBeforeTheWork(String place) throws Exception {
        Files.createDirectory(folder.resolve("taken.ndjson"));
        Files.writeString(folder.resolve("letter"), "no folder");

        assertThat(embed(folder.resolve(place), "--json")).isEqualTo(ExitCode.FAILED.number());

        assertThat(answer().get("error").textValue())
                .startsWith("Cannot write " + folder.resolve(place));
        assertThat(said.toString(StandardCharsets.UTF_8)).doesNotContain("embedded");
        assertThat(folder.resolve("taken.ndjson")).isEmptyDirectory();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aDiskThatIsFullIsToldAndNothingIsLeft() throws Exception {
        Path target = folder.resolve("features.ndjson");
        Files.createSymbolicLink(folder.resolve(".features.ndjson.partial"), Path.of("/dev/full"));

        assertThat(embed(target, "--json")).isEqualTo(ExitCode.FAILED.number());

        assertThat(answer().get("error").textValue())
                .contains("Cannot write " + target)
                .contains("No space left");
        assertThat(left()).containsExactlyInAnyOrder("colours", "pictures");
    }

    /// Persian, Marathi and others have digits of their own.
    @Test
    void digitsAreTheSameInEveryCountry() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("fa-IR"));
        try {
            assertThat(embed(folder.resolve("features.ndjson"))).isZero();
        } finally {
            Locale.setDefault(before);
        }

        assertThat(said.toString(StandardCharsets.UTF_8)).contains("3 features each");
    }

    @Test
    void whatCannotBeComparedWithIsNamed() throws Exception {
        Path letter = Files.writeString(folder.resolve("letter.jpg"), "no picture");

        assertThat(nearest(letter, "--json")).isEqualTo(ExitCode.FAILED.number());

        assertThat(answer().get("error").textValue()).startsWith(letter + ": no picture");
    }

    @Test
    void aPageThatCannotBeWrittenIsToldBeforeTheWork() throws Exception {
        Path red = ColourVersion.picture(folder.resolve("red.png"), 255, 0, 0);
        Path page = folder.resolve("gone/page.html");

        assertThat(nearest(red, "--html", page.toString())).isEqualTo(ExitCode.USAGE.number());

        assertThat(said.toString(StandardCharsets.UTF_8)).doesNotContain("brick.png");
    }

    @Test
    void moreNeighboursThanAreKeptInMemoryAreRefused() throws Exception {
        Path red = ColourVersion.picture(folder.resolve("red.png"), 255, 0, 0);

        assertThat(nearest(red, "--count", "1001")).isEqualTo(ExitCode.USAGE.number());
    }

    @Test
    void theMostSimilarPictureComesFirst() throws Exception {
        Path red = ColourVersion.picture(folder.resolve("red.png"), 255, 0, 0);

        assertThat(nearest(red, "--count", "2", "--json")).isZero();

        JsonNode found = answer().get("nearest");
        assertThat(found).hasSize(2);
        assertThat(found.get(0).get("path").textValue()).endsWith("brick.png");
        assertThat(found.get(0).get("similarity").doubleValue())
                .isCloseTo(1 / Math.sqrt(1 + 0.04 + 0.04), within(1e-6));
        assertThat(found.get(1).get("similarity").doubleValue()).isCloseTo(0, within(1e-6));
    }

    @Test
    void thePageNeedsNothingElseAndEscapesNames() throws Exception {
        Path red = ColourVersion.picture(folder.resolve("red.png"), 255, 0, 0);
        ColourVersion.picture(pictures.resolve("a\"><script>alert(1)<.png"), 250, 0, 0);
        Path page = folder.resolve("page.html");

        assertThat(nearest(red, "--html", page.toString())).isZero();

        String html = Files.readString(page);
        assertThat(html)
                .contains("a&quot;&gt;&lt;script&gt;alert(1)&lt;.png")
                .doesNotContain("<script")
                .doesNotContain("http://")
                .doesNotContain("https://")
                .contains("default-src 'none'");
        assertThat(html.split("src=\"data:image/png;base64,", -1)).hasSize(1 + 1 + 4);
    }

    private int embed(Path target, String... more) {
        return execute(
                with(
                        more,
                        "embed",
                        version.toString(),
                        pictures.toString(),
                        "--to",
                        target.toString()));
    }

    private int nearest(Path image, String... more) {
        return execute(
                with(
                        more,
                        "nearest",
                        version.toString(),
                        image.toString(),
                        "--in",
                        pictures.toString()));
    }

    private static String[] with(String[] more, String... first) {
        return Stream.concat(Arrays.stream(first), Arrays.stream(more)).toArray(String[]::new);
    }

    private static int execute(String... arguments) {
        return LoticCommand.execute(arguments);
    }

    private JsonNode answer() throws IOException {
        List<String> lines = said.toString(StandardCharsets.UTF_8).lines().toList();
        return new ObjectMapper().readTree(lines.getLast());
    }
}
