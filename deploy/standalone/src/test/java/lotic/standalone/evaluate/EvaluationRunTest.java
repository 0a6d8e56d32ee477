package lotic.standalone.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;

import lotic.learning.evaluation.EpochSchedule;
import lotic.learning.evaluation.FineTuning;
import lotic.learning.evaluation.LowShot;
import lotic.registry.format.Safetensors;
import lotic.standalone.evaluate.EvaluationReport.FewLabelsTuned;
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
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

class EvaluationRunTest {

    private static final EpochSchedule CONSTANT = new EpochSchedule.Steps(List.of(), 1);

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
        isGood(outcome(report.lowShot().get(2).attempt()).mean());
        assertThat(report.lowShot().get(3).attempt())
                .isEqualTo(
                        new Attempt.Skipped<>("3 of 3 classes have fewer, such as blue with 12"));
        assertThat(report.lowShot().get(4).attempt())
                .as("1 % of 36 is one of each class, which is known")
                .isEqualTo(report.lowShot().getFirst().attempt());
        assertThat(report.fineTuned()).isPresent();
        assertThat(report.lowShotTuned())
                .extracting(FewLabelsTuned::size)
                .containsExactly("1 %", "10 %");
        assertThat(report.lowShotTuned())
                .as("draws of 3 pictures, which are less than a batch")
                .allSatisfy(it -> assertThat(outcome(it.attempt()).accuracies()).hasSize(3));
        assertThat(report.train().pictures()).isEqualTo(36);
        assertThat(report.test().pictures()).isEqualTo(15);
        assertThat(report.classes()).isEqualTo(3);
        assertThat(report.split()).isFalse();
        assertThat(report.shared()).isZero();
    }

    @Test
    void fineTuningLearnsTheClasses() throws Exception {
        double untaught = tuned(FineTuning.seer(1, 36, 1e-9));
        double taught = tuned(FineTuning.seer(24, 18, 0.01));

        assertThat(untaught).as("a fresh classifier guesses one of three").isLessThan(0.6);
        assertThat(taught).isGreaterThan(0.8);
    }

    @Test
    void fineTuningThatDivergesSaysWhatToDo() {
        assertThatThrownBy(() -> tuned(FineTuning.seer(2, 36, 1e30)))
                .isInstanceOf(EvaluationException.class)
                .hasMessageContaining("diverged in epoch 2")
                .hasMessageContaining("--tune-rate");
    }

    @Test
    void fewLabelsTeachTheWholeNetwork() throws Exception {
        UntrainedVersion.colours(train, 100, 4);

        FewLabelsTuned untaught =
                lowShotTuned(new FineTuning(1, 256, 1e-9, 1e-9, CONSTANT, 0.9, 0));
        FewLabelsTuned taught = lowShotTuned(new FineTuning(30, 15, 0.01, 0.02, CONSTANT, 0.9, 0));

        assertThat(taught.size()).isEqualTo("10 %");
        assertThat(taught.imagesPerClass()).isEqualTo(10);
        assertThat(outcome(taught.attempt()).accuracies()).hasSize(3);
        assertThat(outcome(taught.attempt()).mean()).isGreaterThan(0.8);
        assertThat(outcome(untaught.attempt()).mean()).isLessThan(0.6);
    }

    @Test
    void aClassWithTooFewPicturesIsToldByName() throws Exception {
        UntrainedVersion.colours(train, 40, 4);
        for (int i = 1; i < 40; i++) {
            Files.delete(train.resolve("green-%d.cls".formatted(i)));
        }

        EvaluationReport report =
                run(EnumSet.of(Protocol.LOW_SHOT, Protocol.LOW_SHOT_FINE_TUNE), 0).report();

        assertThat(outcome(report.lowShotTuned().get(0).attempt()).accuracies()).hasSize(3);
        var skipped =
                new Attempt.Skipped<LowShot.Outcome>(
                        "1 of 3 classes have fewer, such as green with 1");
        assertThat(report.lowShotTuned().get(1))
                .as("10 % of 81 are 3 of a class")
                .extracting(FewLabelsTuned::imagesPerClass, FewLabelsTuned::attempt)
                .containsExactly(3, skipped);
        assertThat(report.lowShot().getLast().attempt()).isEqualTo(skipped);
        JsonNode json = ReportJson.of(report);
        assertThat(json.at("/low_shot_fine_tune/1/skipped").textValue()).isEqualTo(skipped.why());
        assertThat(json.at("/low_shot/5/skipped").textValue()).isEqualTo(skipped.why());
    }

    @Test
    void fewLabelsFromWhichNothingIsLearntAreTold() throws Exception {
        assertThat(lowShotTuned(new FineTuning(2, 256, 1e30, 1e30, CONSTANT, 0.9, 0)).attempt())
                .isEqualTo(new Attempt.Skipped<>("diverged in epoch 2 of draw 1"));
    }

    private static LowShot.Outcome outcome(Attempt<LowShot.Outcome> attempt) {
        return switch (attempt) {
            case Attempt.Judged<LowShot.Outcome>(LowShot.Outcome outcome) -> outcome;
            case Attempt.Skipped<LowShot.Outcome>(String why) -> throw new AssertionError(why);
        };
    }

    /// With a tenth of the labels.
    private FewLabelsTuned lowShotTuned(FineTuning recipe) throws Exception {
        var settings =
                new EvaluationSettings(
                        EnumSet.of(Protocol.LOW_SHOT_FINE_TUNE),
                        0,
                        3,
                        FineTuning.SEER,
                        0,
                        UntrainedVersion.ONE_THREAD);
        var recipes = new TreeMap<>(Map.of(10, recipe));
        return new EvaluationRun(version, settings, recipes, (_, _, _) -> {})
                .run(Pictures.of(List.of(train)), Optional.of(Pictures.of(List.of(test))))
                .report()
                .lowShotTuned()
                .getFirst();
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
        assertThat(json.at("/low_shot/0/deviation").isDouble()).isTrue();
        assertThat(json.at("/fine_tune/momentum").doubleValue()).isEqualTo(0.9);
        assertThat(json.at("/fine_tune/schedule/epochs/0").intValue()).isEqualTo(3);
        assertThat(json.at("/fine_tune/views/augmentation/jitter").doubleValue()).isEqualTo(0.8);
        JsonNode few = json.at("/low_shot_fine_tune/1");
        assertThat(few.path("size").textValue()).isEqualTo("10 %");
        assertThat(few.path("recipe").textValue()).isEqualTo("swav");
        assertThat(few.path("images_per_class").intValue()).isEqualTo(1);
        assertThat(few.path("draws")).hasSize(3);
        assertThat(few.path("epochs").intValue()).isEqualTo(20);
        assertThat(few.path("batch").intValue()).isEqualTo(256);
        assertThat(few.path("rate").doubleValue()).isEqualTo(0.01);
        assertThat(few.path("classifier_rate").doubleValue()).isEqualTo(0.2);
        assertThat(few.at("/schedule/epochs").toString()).isEqualTo("[12,16]");
        assertThat(few.at("/schedule/factor").doubleValue()).isEqualTo(0.2);
        assertThat(few.path("momentum").doubleValue()).isEqualTo(0.9);
        assertThat(few.path("weight_decay").doubleValue()).isZero();
        assertThat(few.at("/views/groups/0/min_scale").doubleValue()).isEqualTo(0.08);
        assertThat(few.at("/views/augmentation/flip").doubleValue()).isEqualTo(0.5);
        assertThat(few.at("/views/augmentation/jitter").doubleValue()).isZero();
        assertThat(json.at("/low_shot_fine_tune/0/rate").doubleValue()).isEqualTo(0.02);
        assertThat(json.at("/low_shot_fine_tune/0/classifier_rate").doubleValue()).isEqualTo(5);
        assertThat(json.at("/data/train/sha256").textValue()).hasSize(64);
        assertThat(json.at("/features/view/size").intValue()).isEqualTo(version.view().size());
        assertThat(json.toString().length()).as("a registry takes 32 KiB").isLessThan(32 << 10);
    }

    @Test
    void oneDrawHasNoDeviation() throws Exception {
        var settings =
                new EvaluationSettings(
                        EnumSet.of(Protocol.LOW_SHOT),
                        0,
                        1,
                        FineTuning.SEER,
                        0,
                        UntrainedVersion.ONE_THREAD);

        EvaluationReport report =
                new EvaluationRun(version, settings, (_, _, _) -> {})
                        .run(Pictures.of(List.of(train)), Optional.of(Pictures.of(List.of(test))))
                        .report();

        JsonNode few = ReportJson.of(report).at("/low_shot/0");
        assertThat(few.path("accuracy").isDouble()).isTrue();
        assertThat(few.path("draws")).hasSize(1);
        assertThat(few.has("deviation")).isFalse();
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
                .hasMessage(
                        "%s is missing. Give a version that a Lotic trainer published.",
                        other.resolve("lotic.json"));
        Files.writeString(other.resolve("lotic.json"), "{\"recipe\": {}}");
        assertThatThrownBy(() -> JudgedVersion.read(other, "other@1"))
                .hasMessageContaining("lotic.json does not say which network other@1 is");
        Path sightless = UntrainedVersion.write(folder.resolve("sightless"));
        Files.writeString(
                sightless.resolve("lotic.json"),
                "{\"recipe\": {\"trunk\": {\"name\": \"regnety_002\"}}}");
        assertThatThrownBy(() -> JudgedVersion.read(sightless, "sightless@1"))
                .hasMessageStartingWith("sightless@1 cannot be judged: ");
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
