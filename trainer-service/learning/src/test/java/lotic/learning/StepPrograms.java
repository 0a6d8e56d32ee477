package lotic.learning;

import lotic.learning.objective.Batch;
import lotic.learning.objective.Need;
import lotic.learning.objective.Supervised;
import lotic.learning.objective.Swav;
import lotic.learning.ops.Program;
import lotic.learning.ops.TrainingOps;
import lotic.learning.ops.TrainingOps.Descent;
import lotic.learning.optimizer.GroupRate;
import lotic.learning.optimizer.Larc;
import lotic.learning.optimizer.Lars;
import lotic.learning.optimizer.Sgd;
import lotic.learning.recipe.ObjectiveSpec;
import lotic.learning.recipe.OptimizerSpec;
import lotic.learning.recipe.Precision;
import lotic.learning.trunk.ConvNet;
import lotic.learning.trunk.RegNetY;
import lotic.learning.trunk.View;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Whole steps as programs for any interpreter.
final class StepPrograms {

    /// The trunk of the golden vectors, small enough for float64.
    static final RegNetY TINY_TRUNK =
            new RegNetY(
                    8,
                    List.of(
                            new RegNetY.Stage(8, 1, 8),
                            new RegNetY.Stage(16, 1, 8),
                            new RegNetY.Stage(24, 2, 8),
                            new RegNetY.Stage(32, 1, 8)));

    private StepPrograms() {}

    /// SwAV with queue and freeze on views of 2 crops each.
    static Step swav() {
        ObjectiveSpec.Swav spec =
                new ObjectiveSpec.Swav(24, List.of(32), 16, true, 0.1, 3, 0.05, 2, 16, 1);
        OptimizerSpec.Larc larc = new OptimizerSpec.Larc(0.001, false, false, 0.9, 1e-6);
        return new Step(TINY_TRUNK, new Swav(TINY_TRUNK.dimension(), spec), new Larc(larc));
    }

    /// SwAV as SEER runs it: no batch-norm in the head, ten rounds, LARS.
    static Step seer() {
        ObjectiveSpec.Swav spec =
                new ObjectiveSpec.Swav(24, List.of(32), 16, false, 0.1, 10, 0.05, 0, 0, 0);
        OptimizerSpec.Lars lars = new OptimizerSpec.Lars(0.001, false, 0.9, 1e-5);
        return new Step(TINY_TRUNK, new Swav(TINY_TRUNK.dimension(), spec), new Lars(lars));
    }

    /// Cross-entropy on a plain network, without decay for vectors.
    static Step supervised() {
        OptimizerSpec.Larc larc = new OptimizerSpec.Larc(0.02, true, true, 0.9, 1e-4);
        return new Step(new ConvNet(8), new Supervised(8, 3), new Larc(larc));
    }

    /// Cross-entropy on a RegNetY by SGD, as fine-tuning has it.
    static Step fineTuning() {
        OptimizerSpec.Sgd sgd = new OptimizerSpec.Sgd(0.9, 1e-4, false);
        return new Step(
                TINY_TRUNK,
                new Supervised(TINY_TRUNK.dimension(), 3),
                new GroupRate(new Sgd(sgd), "objective/", "classifier_rate"));
    }

    /// Learns from views that are normalised already; inputs are the views.
    record Normalised(Step step, int crops, int microBatches) implements Program {

        @Override
        public <T> Map<String, T> run(TrainingOps<T> ops, List<T> inputs) {
            return numbers(
                    step.learn(
                            ops,
                            Precision.FP32,
                            microBatches,
                            part -> {
                                List<View<T>> views = new ArrayList<>();
                                inputs.forEach(
                                        x -> views.add(new View<>(part.of(x, crops), crops)));
                                return new Batch<>(views, Map.of());
                            }));
        }
    }

    /// Learns from views of bytes, as runs do.
    record Pictures(Step step, int crops, Precision precision) implements Program {

        @Override
        public <T> Map<String, T> run(TrainingOps<T> ops, List<T> inputs) {
            List<View<T>> views =
                    inputs.stream().map(x -> new View<>(ops.pixels(x), crops)).toList();
            Batch<T> batch = new Batch<>(views, Map.of());
            return numbers(step.learn(ops, precision, 1, whole -> batch));
        }
    }

    /// Learns from one view of bytes and its labels.
    record Labelled(Step step) implements Program {

        @Override
        public <T> Map<String, T> run(TrainingOps<T> ops, List<T> inputs) {
            View<T> view = new View<>(ops.pixels(inputs.get(0)), 1);
            Batch<T> batch = new Batch<>(List.of(view), Map.of(Need.LABEL, inputs.get(1)));
            return numbers(step.learn(ops, batch));
        }
    }

    private static <T> Map<String, T> numbers(Descent<T> descent) {
        return Map.of(
                "loss", descent.loss(),
                "gradient.norm", descent.gradientNorm(),
                "applied", descent.applied());
    }
}
