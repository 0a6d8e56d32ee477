package lotic.learning;

import lotic.learning.objective.Batch;
import lotic.learning.objective.Need;
import lotic.learning.objective.Objective;
import lotic.learning.ops.Arithmetic;
import lotic.learning.ops.Expression;
import lotic.learning.ops.Layout;
import lotic.learning.ops.Mode;
import lotic.learning.ops.Ops;
import lotic.learning.ops.ScriptModule;
import lotic.learning.ops.Shapes;
import lotic.learning.ops.TrainingOps.Descent;
import lotic.learning.ops.TrainingOps.MicroBatch;
import lotic.learning.optimizer.Optimizer;
import lotic.learning.recipe.Precision;
import lotic.learning.recipe.Recipe;
import lotic.learning.trunk.Trunk;
import lotic.learning.trunk.View;
import lotic.pixels.CropGroup;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A recipe as a step, the layout of its state, and the module that makes it.
///
/// @param step written once
/// @param layout what the step keeps
/// @param module with the methods [#STEP] and [#PROBE]
/// @param cost of the step's forward pass
record StepProgram(Step step, Layout layout, ScriptModule module, StepCost cost) {

    /// Learns from a batch; brings [#LOSS], [#GRADIENT_NORM], [#APPLIED] and signals.
    static final String STEP = "step";

    /// The loss with the running statistics; brings [#LOSS] and signals.
    static final String PROBE = "probe";

    static final String LOSS = "loss";
    static final String GRADIENT_NORM = "gradient.norm";
    static final String APPLIED = "applied";

    /// Reads a recipe.
    ///
    /// @throws IllegalArgumentException if the recipe's parts do not fit
    static StepProgram of(Recipe recipe) {
        Trunk trunk = Trunk.of(recipe.trunk());
        Objective objective = Objective.of(recipe);
        Step step = new Step(trunk, objective, Optimizer.of(recipe.optimizer()));
        List<CropGroup> groups = recipe.views().groups();

        Shapes shapes = new Shapes();
        List<Shapes.Value> pixels = new ArrayList<>();
        for (CropGroup group : groups) {
            long rows = (long) group.count() * recipe.batch();
            pixels.add(Shapes.Value.of(rows, group.size(), group.size(), 3));
        }
        int microBatches = recipe.memory().microBatches();
        Precision precision = recipe.precision();
        step.learn(shapes, precision, microBatches, part -> batch(shapes, groups, pixels, part));

        ScriptModule module =
                new ScriptModule(
                        shapes.layout(),
                        arithmetic(recipe.precision()),
                        recipe.memory().activations());
        module.numbers(
                STEP,
                Mode.LEARNING,
                groups.size(),
                (ops, x) ->
                        named(
                                step.learn(
                                        ops,
                                        precision,
                                        microBatches,
                                        part -> batch(ops, groups, x, part))));
        module.numbers(
                PROBE,
                Mode.SERVING,
                groups.size(),
                (ops, x) -> Map.of(LOSS, step.loss(ops, batch(ops, groups, x, (y, rows) -> y))));
        var cost =
                new StepCost(
                        microBatches * shapes.multiplyAdds(),
                        microBatches * shapes.mapNumbersMoved());
        return new StepProgram(step, shapes.layout(), module, cost);
    }

    /// The number types of a precision.
    static Arithmetic arithmetic(Precision precision) {
        return switch (precision) {
            case FP32 -> Arithmetic.FLOAT32;
            case BF16 -> Arithmetic.BFLOAT16;
            case FP16 -> Arithmetic.FLOAT16;
        };
    }

    private static <T> Batch<T> batch(
            Ops<T> ops, List<CropGroup> groups, List<T> pixels, MicroBatch<T> part) {
        List<View<T>> views = new ArrayList<>();
        for (int g = 0; g < groups.size(); g++) {
            int crops = groups.get(g).count();
            views.add(new View<>(ops.pixels(part.of(pixels.get(g), crops)), crops));
        }
        return new Batch<>(views, Map.<Need, T>of());
    }

    private static Map<String, Expression> named(Descent<Expression> descent) {
        Map<String, Expression> numbers = new LinkedHashMap<>();
        numbers.put(LOSS, descent.loss());
        numbers.put(GRADIENT_NORM, descent.gradientNorm());
        numbers.put(APPLIED, descent.applied());
        return numbers;
    }
}
