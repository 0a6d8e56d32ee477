package lotic.benchmarks.quality;

import lotic.learning.Learner;
import lotic.learning.StepOutcome;
import lotic.learning.engine.Compute;
import lotic.learning.health.LearningHealth;
import lotic.learning.recipe.Recipe;
import lotic.learning.recipe.RecipeJson;
import lotic.learning.state.StateTree;
import lotic.learning.state.Tensor;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/// Lets runs learn, some of them begun badly on purpose, and prints what the verdict on their
/// health said and when. From the command line: `RUN SEED STEPS EVERY TAR… [KEY=VALUE…]`, with
/// changes of settings beyond those of the run.
final class HealthLab {

    private static final Compute COMPUTE = new Compute(Compute.Device.CPU, 1);
    private static final String PROTOTYPES = "objective/prototypes.weight";

    private static final List<String> SIGNALS =
            List.of(
                    "codes.entropy",
                    "prototypes.perplexity",
                    "predictions.perplexity",
                    "prototypes.unused",
                    "prototypes.similarity",
                    "projections.deviation",
                    "gradient.norm");

    private HealthLab() {}

    public static void main(String[] arguments) throws IOException {
        List<Path> tars = new ArrayList<>();
        List<String> edits = new ArrayList<>();
        for (int i = 4; i < arguments.length; i++) {
            if (arguments[i].contains("=")) {
                edits.add(arguments[i]);
            } else {
                tars.add(Path.of(arguments[i]));
            }
        }
        HealthRun run = HealthRun.valueOf(arguments[0].toUpperCase(Locale.ROOT).replace('-', '_'));
        Recipe recipe = RecipeEdits.apply(run.recipe(Long.parseLong(arguments[1])), edits);
        System.out.println(RecipeJson.write(recipe).replaceAll("\\s+", " "));
        learn(
                run,
                recipe,
                TarPictures.read(tars),
                Integer.parseInt(arguments[2]),
                Integer.parseInt(arguments[3]),
                System.out);
    }

    private static void learn(
            HealthRun run,
            Recipe recipe,
            List<LabelledPicture> pictures,
            int steps,
            int every,
            PrintStream out) {
        PictureStream stream = new PictureStream(recipe, pictures);
        HealthCourse course = new HealthCourse(recipe);
        try (Learner learner = begin(run, recipe)) {
            for (int step = 1; step <= steps; step++) {
                LearningHealth health = course.after(learner.step(stream.batch()));
                if (step % every == 0) {
                    out.println(row(course.recent()));
                    out.printf("  %s: %s. %s%n", health.state(), health.finding(), health.remedy());
                }
            }
        }
        out.println("first " + course.first());
    }

    /// Means of the newest steps.
    private static String row(List<StepOutcome> recent) {
        StringBuilder row = new StringBuilder();
        row.append(
                String.format(
                        Locale.ROOT,
                        "step %d loss %.4f rate %.3f left out %d",
                        recent.getLast().step(),
                        mean(recent, Optional.empty()),
                        recent.getLast().learningRate(),
                        recent.stream().filter(step -> !step.applied()).count()));
        for (String signal : SIGNALS) {
            row.append(
                    String.format(
                            Locale.ROOT, " %s %.4g", signal, mean(recent, Optional.of(signal))));
        }
        return row.toString();
    }

    private static double mean(List<StepOutcome> recent, Optional<String> signal) {
        return recent.stream()
                .filter(StepOutcome::applied)
                .mapToDouble(
                        step ->
                                signal.map(name -> step.signals().getOrDefault(name, Double.NaN))
                                        .orElse(step.loss()))
                .average()
                .orElse(Double.NaN);
    }

    private static Learner begin(HealthRun run, Recipe recipe) {
        Learner learner = Learner.fresh(recipe, COMPUTE);
        if (!run.equalPrototypes()) {
            return learner;
        }
        try (learner) {
            StateTree state = learner.state(Optional.empty());
            equalize(Objects.requireNonNull(state.tensors().get(PROTOTYPES)));
            return Learner.restored(recipe, COMPUTE, state);
        }
    }

    /// Writes the first row over all others.
    private static void equalize(Tensor prototypes) {
        ByteBuffer rows = prototypes.data().duplicate().order(ByteOrder.LITTLE_ENDIAN);
        int bytes = Math.toIntExact(prototypes.shape()[1]) * Float.BYTES;
        for (int row = 1; row < prototypes.shape()[0]; row++) {
            rows.put(row * bytes, rows, 0, bytes);
        }
    }
}
