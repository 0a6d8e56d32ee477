package lotic.learning;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

import lotic.learning.engine.Compute;
import lotic.learning.engine.Torch;
import lotic.learning.evaluation.Features;
import lotic.learning.objective.Objective;
import lotic.learning.ops.Arithmetic;
import lotic.learning.ops.Layout;
import lotic.learning.ops.Mode;
import lotic.learning.ops.Ops;
import lotic.learning.ops.Script;
import lotic.learning.ops.ScriptModule;
import lotic.learning.ops.Shapes;
import lotic.learning.ops.StateArrays;
import lotic.learning.recipe.Recipe;
import lotic.learning.state.StateTree;
import lotic.learning.trunk.Trunk;

import java.util.List;

/// A head with its prototypes in evaluation mode, made from a state and independent of it
/// afterwards: it tells which prototype an image's features are nearest to. One thread at a time.
public final class PrototypeScores implements AutoCloseable {

    private static final String SCORE = "score";

    private final Objective objective;
    private final int features;
    private final Compute compute;
    private final Script script;
    private final StateArrays arrays;

    private PrototypeScores(Recipe recipe, Compute compute) {
        this.compute = compute;
        features = Trunk.of(recipe.trunk()).dimension();
        objective = Objective.of(recipe);
        Shapes shapes = new Shapes();
        affinities(shapes, Shapes.Value.of(1, features));
        Layout layout = shapes.layout();
        Arithmetic arithmetic = StepProgram.arithmetic(recipe.precision());
        ScriptModule module = new ScriptModule(layout, arithmetic);
        module.tensor(SCORE, Mode.SERVING, 1, (ops, x) -> affinities(ops, x.getFirst()));
        Device device = Torch.device(compute);
        script = Script.load(module, device);
        arrays = StateArrays.fresh(layout, arithmetic, device, recipe.seed());
    }

    /// The head and the prototypes of a state.
    ///
    /// @throws IllegalArgumentException if the state's names or shapes are not the recipe's,
    ///   listing them
    public static PrototypeScores of(Recipe recipe, StateTree state, Compute compute) {
        PrototypeScores scores = new PrototypeScores(recipe, compute);
        try {
            StateTransfer.restore(scores.arrays.slots(), scores.arrays, state);
            return scores;
        } catch (RuntimeException e) {
            scores.close();
            throw e;
        }
    }

    private <T> T affinities(Ops<T> ops, T pooled) {
        return objective.affinities(ops.in("objective/"), pooled);
    }

    /// How near images are to each prototype.
    ///
    /// @param pooled of n images, from the trunk of the same state
    /// @return (n, K) float32 cosines, row-major
    public float[] of(Features pooled) {
        if (pooled.dimension() != features) {
            throw new IllegalArgumentException(
                    "features of width %d for a head that takes %d"
                            .formatted(pooled.dimension(), features));
        }
        Torch.useThreads(compute);
        try (NDManager scope = arrays.newScope()) {
            Shape shape = new Shape(pooled.rows(), pooled.dimension());
            NDArray input = scope.create(pooled.values(), shape);
            return script.tensor(SCORE, List.of(input), arrays);
        }
    }

    @Override
    public void close() {
        script.close();
        arrays.close();
    }
}
