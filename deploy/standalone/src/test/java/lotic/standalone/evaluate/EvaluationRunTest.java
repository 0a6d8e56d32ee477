package lotic.standalone.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;

import lotic.learning.evaluation.FineTuning;
import lotic.registry.format.Safetensors;
import lotic.standalone.source.Pictures;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

class EvaluationRunTest {

    @TempDir private static Path shared;
    private static JudgedVersion version;

    @TempDir private Path folder;
    private Path train;
    private Path test;

    @BeforeAll
    static void readTheVersion() throws IOException {
        version = JudgedVersion.read(UntrainedVersion.write(shared.resolve("demo/1")), "demo@1");
    }

    @BeforeEach
    void draw() throws IOException {
        train = UntrainedVersion.colours(folder.resolve("train"), 12, 1);
        test = UntrainedVersion.colours(folder.resolve("test"), 5, 2);
    }

    @Test
    void coloursAreToldApartByEveryProtocol() throws Exception {
        EvaluationReport report = run(EnumSet.allOf(Protocol.class), 2).report();

        assertThat(report.knn()).hasSize(3).allSatisfy(it -> isGood(it.accuracy()));
        assertThat(report.linear()).hasSize(2).allSatisfy(it -> isGood(it.accuracy()));
        assertThat(report.lowShot())
                .extracting(EvaluationReport.FewLabels::size)
                .containsExactly(
                        "1 per class",
                        "5 per class",
                        "10 per class",
                        "25 per class",
                        "1 %",
                        "10 %");
        assertThat(report.lowShot().get(2).outcome()).hasValueSatisfying(it -> isGood(it.mean()));
        assertThat(report.lowShot().get(3).outcome()).as("12 of a class").isEmpty();
        assertThat(report.lowShot().get(4).outcome())
                .as("1 % of 36 is one of each class, which is known")
                .isEqualTo(report.lowShot().getFirst().outcome());
        assertThat(report.fineTuned()).isPresent();
        assertThat(report.train().pictures()).isEqualTo(36);
        assertThat(report.test().pictures()).isEqualTo(15);
        assertThat(report.classes()).isEqualTo(3);
        assertThat(report.split()).isFalse();
        assertThat(report.shared()).isZero();
    }

    @Test
    void fineTuningLearnsTheClasses() throws Exception {
        double untaught = tuned(FineTuning.seer(1, 36, 1e-9));
        double taught = tuned(FineTuning.seer(12, 8, 0.01));

        assertThat(untaught).as("a fresh classifier guesses one of three").isLessThan(0.6);
        assertThat(taught).isGreaterThan(0.8);
    }

    private double tuned(FineTuning recipe) throws Exception {
        return evaluation(EnumSet.of(Protocol.FINE_TUNE), 0, recipe)
                .run(Pictures.of(List.of(train)), Optional.of(Pictures.of(List.of(test))))
                .report()
                .fineTuned()
                .orElseThrow();
    }

    private static void isGood(double accuracy) {
        assertThat(accuracy).isGreaterThan(0.9);
    }

    @Test
    void theSameTwiceGivesTheSameBits() throws Exception {
        EvaluationRun.Result once = run(EnumSet.allOf(Protocol.class), 2);
        EvaluationRun.Result again = run(EnumSet.allOf(Protocol.class), 2);

        assertThat(ReportJson.of(again.report()).toString())
                .isEqualTo(ReportJson.of(once.report()).toString());
        assertThat(again.train().features().values()).isEqualTo(once.train().features().values());
    }

    @Test
    void theReportHasItsConstants() throws Exception {
        JsonNode json = ReportJson.of(run(EnumSet.allOf(Protocol.class), 2).report());

        JsonNode knn = json.at("/knn/0");
        assertThat(knn.path("convention").textValue()).isEqualTo("solo-learn");
        assertThat(knn.path("neighbours").intValue()).isEqualTo(20);
        assertThat(knn.at("/vote/kind").textValue()).isEqualTo("weighted");
        assertThat(knn.at("/vote/temperature").doubleValue()).isEqualTo(0.07);
        assertThat(knn.path("similarity").textValue()).isEqualTo("cosine");
        assertThat(knn.path("bank").intValue()).isEqualTo(36);
        JsonNode linear = json.at("/linear/0");
        assertThat(linear.path("recipe").textValue()).isEqualTo("swav");
        assertThat(linear.path("epochs").intValue()).isEqualTo(100);
        assertThat(linear.path("rate").doubleValue()).isEqualTo(0.3);
        assertThat(linear.at("/schedule/kind").textValue()).isEqualTo("cosine");
        assertThat(linear.path("weight_decay").doubleValue()).isEqualTo(1e-6);
        assertThat(linear.path("crops").intValue()).isEqualTo(2);
        assertThat(linear.at("/views/groups/0/min_scale").doubleValue()).isEqualTo(0.08);
        assertThat(json.at("/low_shot/0/images_per_class").intValue()).isEqualTo(1);
        assertThat(json.at("/low_shot/0/draws")).hasSize(3);
        assertThat(json.at("/fine_tune/momentum").doubleValue()).isEqualTo(0.9);
        assertThat(json.at("/fine_tune/schedule/epochs/0").intValue()).isEqualTo(3);
        assertThat(json.at("/fine_tune/views/augmentation/jitter").doubleValue()).isEqualTo(0.8);
        assertThat(json.at("/data/train/sha256").textValue()).hasSize(64);
        assertThat(json.at("/features/view/size").intValue()).isEqualTo(version.view().size());
        assertThat(json.toString().length()).as("a registry takes 32 KiB").isLessThan(32 << 10);
    }

    @Test
    void withoutTestPicturesAFifthIsTakenByDigest() throws Exception {
        UntrainedVersion.colours(train, 40, 3);
        for (int i = 0; i < 40; i++) {
            Files.copy(
                    train.resolve("red-%d.png".formatted(i)),
                    train.resolve("twin-%d.png".formatted(i)));
            Files.writeString(train.resolve("twin-%d.cls".formatted(i)), "red");
        }

        EvaluationReport report =
                evaluation(EnumSet.of(Protocol.KNN), 0)
                        .run(Pictures.of(List.of(train)), Optional.empty())
                        .report();

        assertThat(report.split()).isTrue();
        assertThat(report.shared()).as("twins stay together").isZero();
        assertThat(report.train().pictures() + report.test().pictures()).isEqualTo(160);
        assertThat(report.test().pictures()).isBetween(14, 50); // 32 ± 3 deviations of 6
    }

    @Test
    void whatIsNoPictureOrHasNoLabelIsCountedAndLeftOut() throws Exception {
        for (int i = 0; i < 12; i++) { // as many as a class has, and first of all
            Files.writeString(train.resolve("a-letter-%d.jpg".formatted(i)), "no picture");
            Files.writeString(train.resolve("a-letter-%d.cls".formatted(i)), "red");
        }
        Files.delete(train.resolve("red-0.cls"));
        Files.writeString(train.resolve("red-1.cls"), " \n");

        EvaluationReport centres = run(EnumSet.of(Protocol.LINEAR), 0).report();
        EvaluationReport crops = run(EnumSet.of(Protocol.LINEAR), 2).report();

        assertThat(List.of(centres, crops))
                .as("rows belong to labels")
                .allSatisfy(
                        report ->
                                assertThat(report.linear())
                                        .allSatisfy(it -> isGood(it.accuracy())));
        assertThat(crops.train().damaged()).isEqualTo(12);
        assertThat(crops.train().unlabelled()).isEqualTo(2);
        assertThat(crops.train().pictures()).isEqualTo(34);
    }

    @Test
    void picturesOfBothSetsAreCounted() throws Exception {
        Files.copy(train.resolve("red-3.png"), test.resolve("copy.png"));
        Files.writeString(test.resolve("copy.cls"), "red");

        assertThat(run(EnumSet.of(Protocol.KNN), 0).report().shared()).isEqualTo(1);
    }

    @Test
    void picturesThatDoNotDoAreRefusedWithTheReason() throws Exception {
        Files.writeString(test.resolve("red-0.cls"), "owl");
        assertThatThrownBy(() -> run(EnumSet.of(Protocol.KNN), 0))
                .isInstanceOf(EvaluationException.class)
                .hasMessageContaining("such as owl");

        Set<Path> labels = new HashSet<>();
        try (var files = Files.newDirectoryStream(train, "*.cls")) {
            files.forEach(labels::add);
        }
        for (Path label : labels) {
            Files.writeString(label, "red");
        }
        assertThatThrownBy(() -> run(EnumSet.of(Protocol.KNN), 0))
                .hasMessageContaining("All 36 training pictures have the label red");

        for (Path label : labels) {
            Files.delete(label);
        }
        assertThatThrownBy(() -> run(EnumSet.of(Protocol.KNN), 0))
                .hasMessageContaining("0 labelled pictures to learn from")
                .hasMessageContaining(".cls");
    }

    @Test
    void featuresAreWrittenRowByRow() throws Exception {
        EvaluationRun.Result result = run(EnumSet.of(Protocol.KNN), 0);

        FeatureFolder.write(folder.resolve("features"), result);

        try (Safetensors file = Safetensors.open(folder.resolve("features/test.safetensors"))) {
            assertThat(file.header().metadata())
                    .containsEntry("version", "demo@1")
                    .containsEntry("classes", "blue\ngreen\nred");
            float[] features = new float[result.test().features().values().length];
            file.data("features").asFloatBuffer().get(features);
            assertThat(features).isEqualTo(result.test().features().values());
            long[] labels = new long[15];
            file.data("labels").asLongBuffer().get(labels);
            assertThat(labels).startsWith(0, 0, 0, 0, 0, 1).endsWith(2);
        }
    }

    @Test
    void aVersionWithoutARecipeIsRefused() throws Exception {
        Path other = Files.createDirectory(folder.resolve("other"));

        assertThatThrownBy(() -> JudgedVersion.read(other, "other@1"))
                .hasMessageContaining("has no lotic.json");
        Files.writeString(other.resolve("lotic.json"), "{\"recipe\": {}}");
        assertThatThrownBy(() -> JudgedVersion.read(other, "other@1"))
                .hasMessageStartingWith("other@1 cannot be judged: ");
    }

    private EvaluationRun.Result run(Set<Protocol> protocols, int crops) throws Exception {
        return evaluation(protocols, crops)
                .run(Pictures.of(List.of(train)), Optional.of(Pictures.of(List.of(test))));
    }

    private static EvaluationRun evaluation(Set<Protocol> protocols, int crops) {
        return evaluation(protocols, crops, FineTuning.seer(4, 16, 0.05));
    }

    private static EvaluationRun evaluation(
            Set<Protocol> protocols, int crops, FineTuning fineTuning) {
        return new EvaluationRun(
                version,
                new EvaluationSettings(
                        protocols, crops, 3, fineTuning, 0, UntrainedVersion.ONE_THREAD),
                (_, _, _) -> {});
    }
}
