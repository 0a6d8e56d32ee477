package lotic.learning;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

import lotic.learning.engine.Compute;
import lotic.learning.engine.Torch;
import lotic.learning.objective.Batch;
import lotic.learning.objective.Need;
import lotic.learning.objective.Supervised;
import lotic.learning.ops.Arithmetic;
import lotic.learning.ops.Layout;
import lotic.learning.ops.Mode;
import lotic.learning.ops.Ops;
import lotic.learning.ops.Script;
import lotic.learning.ops.ScriptModule;
import lotic.learning.ops.Shapes;
import lotic.learning.ops.Slot;
import lotic.learning.ops.StateArrays;
import lotic.learning.ops.TrainingOps;
import lotic.learning.ops.TrainingOps.Descent;
import lotic.learning.optimizer.GroupRate;
import lotic.learning.optimizer.Sgd;
import lotic.learning.recipe.OptimizerSpec;
import lotic.learning.recipe.TrunkSpec;
import lotic.learning.state.StateTree;
import lotic.learning.trunk.Trunk;
import lotic.learning.trunk.View;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;

/// A trunk that has learnt before, with a fresh linear classifier, both of which go on learning
/// from labels. Batch-norms normalise by the batch while learning and by their running statistics
/// when asked. In float32. One thread makes, uses and closes it.
public final class FineTuner implements AutoCloseable {

    private static final String TRUNK = "trunk/";
    private static final String CLASSIFIER = "objective/";
    private static final String CLASSIFIER_RATE = "classifier_rate";
    private static final String STEP = "step";
    private static final String SCORES = "scores";
    private static final String LOSS = "loss";
    private static final String APPLIED = "applied";

    private final Step step;
    private final Supervised classifier;
    private final int size;
    private final Compute compute;
    private final Script script;
    private final StateArrays arrays;

    /// The learning rates of one step, 0 or more.
    ///
    /// @param trunk of what has learnt before
    /// @param classifier of what is fresh
    public record Rates(double trunk, double classifier) {}

    private FineTuner(
            TrunkSpec spec,
            int size,
            int classes,
            OptimizerSpec.Sgd optimizer,
            long seed,
            Compute compute) {
        this.size = size;
        this.compute = compute;
        Trunk trunk = Trunk.of(spec);
        classifier = new Supervised(trunk.dimension(), classes);
        step =
                new Step(
                        trunk,
                        classifier,
                        new GroupRate(new Sgd(optimizer), CLASSIFIER, CLASSIFIER_RATE));
        Shapes shapes = new Shapes();
        learn(shapes, List.of(Shapes.Value.of(2, size, size, 3), Shapes.Value.of(2, classes)));
        Layout layout = shapes.layout();
        ScriptModule module = new ScriptModule(layout, Arithmetic.FLOAT32);
        module.numbers(
                STEP,
                Mode.LEARNING,
                2,
                (ops, x) -> {
                    var descent = learn(ops, x);
                    return Map.of(LOSS, descent.loss(), APPLIED, descent.applied());
                });
        module.tensor(SCORES, Mode.SERVING, 1, (ops, x) -> scores(ops, x.getFirst()));
        Device device = Torch.device(compute);
        script = Script.load(module, device);
        arrays = StateArrays.fresh(layout, Arithmetic.FLOAT32, device, seed);
    }

    /// A trunk with its weights and a classifier drawn from a seed.
    ///
    /// @param size side of the images, in pixels
    /// @param classes how many, 2 or more
    /// @param state with the tensors `trunk/…`
    /// @throws IllegalArgumentException if their names or shapes are not the trunk's, listing them
    public static FineTuner of(
            TrunkSpec trunk,
            int size,
            int classes,
            OptimizerSpec.Sgd optimizer,
            StateTree state,
            long seed,
            Compute compute) {
        FineTuner tuner = new FineTuner(trunk, size, classes, optimizer, seed, compute);
        try {
            List<Slot> slots =
                    tuner.arrays.slots().stream()
                            .filter(slot -> slot.name().startsWith(TRUNK))
                            .toList();
            StateTransfer.restore(slots, tuner.arrays, state);
            return tuner;
        } catch (RuntimeException e) {
            tuner.close();
            throw e;
        }
    }

    private <T> Descent<T> learn(TrainingOps<T> ops, List<T> inputs) {
        View<T> view = new View<>(ops.pixels(inputs.get(0)), 1);
        return step.learn(ops, new Batch<>(List.of(view), Map.of(Need.LABEL, inputs.get(1))));
    }

    private <T> T scores(Ops<T> ops, T bytes) {
        View<T> view = new View<>(ops.pixels(bytes), 1);
        T pooled = step.trunk().forward(ops.in(TRUNK), List.of(view)).getFirst().pooled();
        return classifier.affinities(ops.in(CLASSIFIER), pooled);
    }

    /// Makes one step.
    ///
    /// @param pixels direct, (images, size, size, 3) uint8 from position 0
    /// @param labels a class for each image, from 0 on; two images or more, for batch-norm
    /// @return the mean cross-entropy before it; NaN if that or a gradient was not finite: then
    ///   nothing has changed
    public double step(ByteBuffer pixels, int[] labels, Rates rates) {
        Torch.useThreads(compute);
        try (NDManager scope = arrays.newScope()) {
            float[] shares = new float[labels.length * classifier.classes()];
            for (int image = 0; image < labels.length; image++) {
                shares[image * classifier.classes() + labels[image]] = 1;
            }
            NDArray wanted = scope.create(shares, new Shape(labels.length, classifier.classes()));
            Map<String, Double> numbers =
                    script.numbers(
                            STEP,
                            List.of(
                                    PixelTensor.of(scope, pixels, labels.length, size, size),
                                    wanted),
                            arrays,
                            scalars(rates));
            boolean applied = numbers.getOrDefault(APPLIED, 0.0) != 0;
            return applied ? numbers.getOrDefault(LOSS, Double.NaN) : Double.NaN;
        }
    }

    private double[] scalars(Rates rates) {
        return arrays.layout().scalars().stream()
                .mapToDouble(
                        name ->
                                switch (name) {
                                    case Step.RATE -> rates.trunk();
                                    case CLASSIFIER_RATE -> rates.classifier();
                                    default ->
                                            throw new IllegalStateException(
                                                    "nobody sets the scalar " + name);
                                })
                .toArray();
    }

    /// The class of each image, by the running statistics; of equal ones the lowest.
    ///
    /// @param pixels direct, (images, size, size, 3) uint8 from position 0
    public int[] predict(ByteBuffer pixels, int images) {
        Torch.useThreads(compute);
        float[] scores;
        try (NDManager scope = arrays.newScope()) {
            scores =
                    script.tensor(
                            SCORES,
                            List.of(PixelTensor.of(scope, pixels, images, size, size)),
                            arrays,
                            0);
        }
        int[] predictions = new int[images];
        for (int image = 0; image < images; image++) {
            int at = image * classifier.classes();
            for (int c = 1; c < classifier.classes(); c++) {
                predictions[image] =
                        scores[at + c] > scores[at + predictions[image]] ? c : predictions[image];
            }
        }
        return predictions;
    }

    @Override
    public void close() {
        script.close();
        arrays.close();
    }
}
