package lotic.trainer.publish;

import lotic.learning.export.TrunkExport;
import lotic.learning.objective.Objective;
import lotic.learning.recipe.Recipe;
import lotic.pixels.EvaluationView;
import lotic.trainer.evaluate.Evaluation;
import lotic.trainer.run.RunProgress.Counts;

import java.util.Locale;
import java.util.stream.Collectors;

/// The `README.md` of a version: front matter that hubs read, then what people want to know first.
final class ModelCard {

    static final String FILE = "README.md";

    private ModelCard() {}

    static String of(Draft draft, Lineage lineage) {
        Recipe recipe = draft.recipe();
        EvaluationView view = recipe.evaluation();
        return """
        ---
        license: apache-2.0
        library_name: timm
        pipeline_tag: image-feature-extraction
        tags:
        - image-feature-extraction
        - self-supervised
        - continual-learning
        - lotic
        ---

        # %1$s, step %2$d

        A `%3$s` that learnt without labels from a stream of images, by swapped prediction of
        prototypes (SwAV). Give it an image, take its %4$d features.

        | | |
        |---|---|
        %5$s
        ## Where it comes from

        Run `%1$s`, %6$s.
        Its part of the stream, in offsets of the topic of admitted images, ends excluded:

        %7$s

        `lotic.json` has the whole recipe and the lineage for programs.

        ## How to use it

        Python, with [timm](https://github.com/huggingface/pytorch-image-models), in the folder of
        this file:

        ```python
        import timm, torch
        from PIL import Image

        model = timm.create_model("%3$s", num_classes=0, checkpoint_path="model.safetensors").eval()
        view = timm.data.create_transform(
            input_size=(3, %8$d, %8$d), interpolation="%9$s", crop_pct=%10$s,
            mean=(0.485, 0.456, 0.406), std=(0.229, 0.224, 0.225))
        with torch.inference_mode():
            features = model(view(Image.open("cat.jpg").convert("RGB")).unsqueeze(0))
        ```

        %11$s
        Every weight is in `model.safetensors` under timm's names; head and prototypes, for going
        on from here, are in `projection.safetensors`.
        """
                .formatted(
                        draft.run(),
                        draft.step(),
                        TimmConfig.architecture(recipe.trunk()),
                        draft.evaluation().dimension(),
                        facts(draft),
                        since(draft.step(), lineage),
                        slices(lineage),
                        view.size(),
                        TimmConfig.interpolation(view),
                        Double.toString(TimmConfig.cropShare(view)),
                        modelFile(draft));
    }

    /// How to run the model file, unless the trunk is too large for one.
    private static String modelFile(Draft draft) {
        if (!TrunkExport.fitsOneFile(draft.recipe())) {
            return "";
        }
        return """
        ONNX Runtime, in any language, and transformers.js take `onnx/model.onnx`: `pixel_values`
        (batch, 3, height, width), prepared as `preprocessor_config.json` says, become
        `pooler_output` (batch, %1$d) and `last_hidden_state`. In Java, Lotic's own `Embedder`
        does both from the bytes of a file:

        ```java
        try (Embedder embedder = Embedder.open(Path.of("."), "%2$s")) {
            float[] features = embedder.embed(Files.readAllBytes(Path.of("cat.jpg"))).vector();
        }
        ```
        """
                .formatted(draft.evaluation().dimension(), draft.run());
    }

    private static String facts(Draft draft) {
        Evaluation evaluation = draft.evaluation();
        Counts counts = draft.counts();
        StringBuilder rows = new StringBuilder();
        row(
                rows,
                "learnt",
                "%d images, %d of their uses repeats; %d held out, %d skipped, %d lost"
                        .formatted(
                                counts.trained(),
                                counts.replayed(),
                                counts.heldOut(),
                                counts.skipped(),
                                counts.lost()));
        row(
                rows,
                "loss",
                "%s (guessing: %s)"
                        .formatted(
                                decimals(draft.loss()),
                                decimals(Objective.of(draft.recipe()).guessingLoss())));
        evaluation
                .knn()
                .ifPresent(
                        knn ->
                                row(
                                        rows,
                                        "nearest neighbours",
                                        "%s right of %d held-out queries against a bank of %d%s"
                                                .formatted(
                                                        percent(knn),
                                                        evaluation.queries(),
                                                        evaluation.bank(),
                                                        untrained(evaluation))));
        evaluation
                .effectiveRank()
                .ifPresent(
                        rank ->
                                row(
                                        rows,
                                        "effective rank",
                                        "%s of %d features"
                                                .formatted(
                                                        decimals(rank), evaluation.dimension())));
        return rows.toString();
    }

    private static String untrained(Evaluation evaluation) {
        return evaluation.knnUntrained().map(knn -> "; untrained " + percent(knn)).orElse("");
    }

    private static String since(long step, Lineage lineage) {
        return lineage.afterStep()
                .map(
                        after ->
                                "steps %d to %d since the version before it"
                                        .formatted(after + 1, step))
                .orElse("steps 1 to %d; it is the run's first version".formatted(step));
    }

    private static String slices(Lineage lineage) {
        if (lineage.slices().isEmpty()) {
            return "- nothing new";
        }
        return lineage.slices().stream()
                .map(
                        slice ->
                                "- partition %d: %d to %d"
                                        .formatted(slice.partition(), slice.from(), slice.to()))
                .collect(Collectors.joining("\n"));
    }

    private static void row(StringBuilder rows, String name, String value) {
        rows.append("| ").append(name).append(" | ").append(value).append(" |\n");
    }

    private static String decimals(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }
}
