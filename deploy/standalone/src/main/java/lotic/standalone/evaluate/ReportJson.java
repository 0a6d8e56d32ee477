package lotic.standalone.evaluate;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.cfg.EnumFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import lotic.learning.engine.Libraries;
import lotic.learning.evaluation.LowShot;

import java.util.Locale;

/// A report as the JSON object that is told to scripts and attached to the version.
public final class ReportJson {

    private static final int FORMAT = 1;

    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                    .enable(EnumFeature.WRITE_ENUMS_TO_LOWERCASE)
                    .build();

    private ReportJson() {}

    /// The whole report.
    public static ObjectNode of(EvaluationReport report) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("kind", "lotic-evaluation");
        json.put("format", FORMAT);
        json.put("version", report.version().name());
        json.set("features", features(report));
        json.set("data", data(report));
        json.put("seed", report.settings().seed());
        if (!report.knn().isEmpty()) {
            json.set("knn", knn(report));
        }
        if (!report.linear().isEmpty()) {
            json.set("linear", linear(report));
        }
        if (!report.lowShot().isEmpty()) {
            json.set("low_shot", lowShot(report));
        }
        report.fineTuned().ifPresent(accuracy -> json.set("fine_tune", fineTune(report, accuracy)));
        if (!report.lowShotTuned().isEmpty()) {
            json.set("low_shot_fine_tune", lowShotTuned(report));
        }
        json.set("software", MAPPER.valueToTree(Libraries.versions()));
        return json;
    }

    private static ObjectNode features(EvaluationReport report) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("dimension", report.dimension());
        json.set("view", MAPPER.valueToTree(report.version().view()));
        json.put("precision", "fp32");
        json.put("device", report.settings().compute().device().name().toLowerCase(Locale.ROOT));
        json.put("threads", report.settings().compute().threads());
        return json;
    }

    private static ObjectNode data(EvaluationReport report) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("classes", report.classes());
        if (report.split()) {
            json.put("split", "by digest");
            json.put("test_share", Role.TEST_SHARE);
        } else {
            json.put("split", "given");
        }
        json.put("test_pictures_among_training", report.shared());
        json.set("train", MAPPER.valueToTree(report.train()));
        json.set("test", MAPPER.valueToTree(report.test()));
        return json;
    }

    private static ArrayNode knn(EvaluationReport report) {
        ArrayNode json = JsonNodeFactory.instance.arrayNode();
        for (EvaluationReport.Knn each : report.knn()) {
            ObjectNode one = json.addObject().put("convention", each.convention());
            one.put("accuracy", each.accuracy());
            one.put("bank", report.train().pictures());
            one.put("queries", report.test().pictures());
            one.setAll((ObjectNode) MAPPER.valueToTree(each.probe()));
        }
        return json;
    }

    private static ArrayNode linear(EvaluationReport report) {
        ArrayNode json = JsonNodeFactory.instance.arrayNode();
        for (EvaluationReport.Linear each : report.linear()) {
            ObjectNode one = json.addObject().put("recipe", each.recipe());
            one.put("accuracy", each.accuracy());
            one.setAll(looks(report));
            one.setAll((ObjectNode) MAPPER.valueToTree(each.probe()));
        }
        return json;
    }

    /// What the published recipes do in every epoch is done so many times here. Without crops the
    /// classifiers learn from centres.
    private static ObjectNode looks(EvaluationReport report) {
        int crops = report.settings().crops();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("crops", crops);
        if (crops > 0) {
            json.set("views", MAPPER.valueToTree(Embedding.views(report.version().view().size())));
        }
        return json;
    }

    private static ObjectNode fineTune(EvaluationReport report, double accuracy) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("recipe", "seer");
        json.put("accuracy", accuracy);
        json.setAll((ObjectNode) MAPPER.valueToTree(report.settings().fineTuning()));
        json.set("views", MAPPER.valueToTree(Tuning.views(report.version().view().size())));
        return json;
    }

    private static ArrayNode lowShot(EvaluationReport report) {
        ArrayNode json = JsonNodeFactory.instance.arrayNode();
        for (EvaluationReport.FewLabels each : report.lowShot()) {
            ObjectNode one = json.addObject().put("size", each.size());
            one.put("protocol", "linear, low-shot");
            one.put("images_per_class", each.imagesPerClass());
            one.setAll(attempt(each.attempt()));
            one.setAll(looks(report));
            one.setAll((ObjectNode) MAPPER.valueToTree(each.probe()));
        }
        return json;
    }

    private static ArrayNode lowShotTuned(EvaluationReport report) {
        ArrayNode json = JsonNodeFactory.instance.arrayNode();
        for (EvaluationReport.FewLabelsTuned each : report.lowShotTuned()) {
            ObjectNode one = json.addObject().put("size", each.size());
            one.put("recipe", "swav");
            one.put("images_per_class", each.imagesPerClass());
            one.setAll(attempt(each.attempt()));
            one.setAll((ObjectNode) MAPPER.valueToTree(each.recipe()));
            one.set(
                    "views",
                    MAPPER.valueToTree(LowShotTuning.views(report.version().view().size())));
        }
        return json;
    }

    private static ObjectNode attempt(Attempt<LowShot.Outcome> attempt) {
        return switch (attempt) {
            case Attempt.Judged<LowShot.Outcome>(LowShot.Outcome outcome) -> draws(outcome);
            case Attempt.Skipped<LowShot.Outcome>(String why) ->
                    JsonNodeFactory.instance.objectNode().put("skipped", why);
        };
    }

    private static ObjectNode draws(LowShot.Outcome outcome) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("accuracy", outcome.mean());
        // One draw has no spread.
        if (outcome.accuracies().size() > 1) {
            json.put("deviation", outcome.deviation());
        }
        json.set("draws", MAPPER.valueToTree(outcome.accuracies()));
        return json;
    }
}
