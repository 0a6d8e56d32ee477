package lotic.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;

/// One river from its first picture to its second start. The tests are chapters: a start costs
/// seconds, so they share it.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class EndToEndIT {

    private static final int PICTURES = 240;

    private Path folder;
    private RiverFixture river;
    private LoticProcess up;
    private Path pictures;
    private long stepsOfTheFirstStart;

    @BeforeAll
    void start(@TempDir Path temporary) {
        folder = temporary;
        river = new RiverFixture(folder);
        pictures = DrawnPictures.draw(folder.resolve("pictures"), 0, PICTURES);
        up = river.up();
    }

    @AfterAll
    void stop() {
        up.close();
    }

    @Test
    @Order(1)
    void pushedPicturesAreLearntOrHeldOut() throws IOException {
        Files.writeString(pictures.resolve("text.jpg"), "# no picture");

        LoticProcess push = river.ask("push", "pictures", "--json");

        assertThat(push.awaitEnd()).as(push.talk()).isEqualTo(1); // one of them is no picture
        assertThat(push.answer().path("accepted").asLong()).isEqualTo(PICTURES);
        assertThat(push.answer().path("rejected_by_code").path("not-an-image").asLong())
                .isEqualTo(1);
        assertThat(folder.resolve("rejected.ndjson")).content().contains("pictures/text.jpg");
        JsonNode status = river.awaitStatus(RiverFixture::isDrained);
        assertThat(status.path("intake").path("submitted").asLong()).isEqualTo(PICTURES);
        assertThat(status.path("intake").path("balance").asLong()).isZero();
        assertThat(status.path("training").path("trained").asLong())
                .isBetween(PICTURES / 2L, (long) PICTURES);
    }

    @Test
    @Order(2)
    void pushingThemAgainChangesNothing() throws IOException {
        Files.delete(pictures.resolve("text.jpg"));

        LoticProcess push = river.ask("push", "pictures", "--json");

        assertThat(push.awaitEnd()).as(push.talk()).isZero();
        assertThat(push.answer().path("seen_before").asLong()).isEqualTo(PICTURES);
        assertThat(river.status().path("intake").path("submitted").asLong()).isEqualTo(PICTURES);
    }

    @Test
    @Order(3)
    void aPictureCanBeFoundByItsFileAndByItsDigest() throws Exception {
        Path picture = pictures.resolve("000003.jpg");
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(picture));
        String sha256 = HexFormat.of().formatHex(digest);

        LoticProcess byFile = river.ask("where", picture.toString(), "--json");
        LoticProcess byDigest = river.ask("where", sha256, "--json");
        LoticProcess unknown = river.ask("where", "0".repeat(64));

        assertThat(byFile.answer().path("state").asText()).isEqualTo("admitted");
        assertThat(byDigest.answer()).isEqualTo(byFile.answer());
        assertThat(unknown.awaitEnd()).isEqualTo(3);
    }

    @Test
    @Order(4)
    void aVersionIsPublishedAndPulledToTheBit() throws Exception {
        river.awaitStatus(status -> status.path("newest").path("version").asLong() > 0);

        LoticProcess watch = river.ask("watch", "test", "--all", "--count", "1", "--json");
        LoticProcess pull = river.ask("pull", "test@1", "--to", "pulled", "--json");

        assertThat(watch.answer().path("version").asLong()).isEqualTo(1);
        assertThat(pull.awaitEnd()).as(pull.talk()).isZero();
        Path version = folder.resolve("pulled/test/1");
        assertThat(version.resolve("model.safetensors")).exists();
        assertThat(version.resolve("onnx/model.onnx")).exists();
        for (JsonNode file : pull.answer().path("files")) {
            byte[] bytes = Files.readAllBytes(version.resolve(file.path("path").asText()));
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            assertThat(HexFormat.of().formatHex(digest)).isEqualTo(file.path("sha256").asText());
        }
    }

    @Test
    @Order(5)
    void whatWasPublishedGivesFeatures() throws Exception {
        LoticProcess embed =
                river.ask("embed", "test@1", "pictures", "--to", "features.ndjson", "--json");

        assertThat(embed.awaitEnd()).as(embed.talk()).isZero();
        assertThat(embed.answer().path("version").asText()).isEqualTo("test@1");
        assertThat(Files.readAllLines(folder.resolve("features.ndjson"))).hasSize(PICTURES);
    }

    @Test
    @Order(6)
    void aSecondRiverOnTheFolderIsTurnedAwayByName() {
        LoticProcess second = river.start("up");

        assertThat(second.awaitEnd()).isEqualTo(4);
        assertThat(second.talk())
                .contains("is in use by process", "or choose another folder with --data.")
                .doesNotContain("\tat ");
    }

    @Test
    @Order(7)
    void sigtermEndsCleanly() {
        stepsOfTheFirstStart = river.status().path("training").path("step").asLong();

        up.terminate();

        assertThat(up.awaitEnd()).as(up.talk()).isZero();
        assertThat(up.talk()).doesNotContain("\tat ", "Exception");
    }

    @Test
    @Order(8)
    void theNextStartGoesOnWhereTheFirstStopped() {
        up = river.up();
        JsonNode resumed = river.awaitStatus(status -> status.path("resume").isObject());
        DrawnPictures.draw(folder.resolve("more"), PICTURES, PICTURES);
        river.ask("push", "more");
        JsonNode status =
                river.awaitStatus(
                        it ->
                                RiverFixture.isDrained(it)
                                        && it.path("intake").path("admitted").asLong()
                                                == 2 * PICTURES);

        assertThat(resumed.path("resume").path("step").asLong()).isEqualTo(stepsOfTheFirstStart);
        assertThat(status.path("training").path("step").asLong())
                .isGreaterThan(stepsOfTheFirstStart);
        assertThat(river.ask("status").talk())
                .contains("resumed at step %,d".formatted(stepsOfTheFirstStart).replace(',', ' '));
    }
}
