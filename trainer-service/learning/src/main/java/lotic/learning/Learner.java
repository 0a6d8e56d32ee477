package lotic.learning;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

import lotic.learning.engine.Compute;
import lotic.learning.engine.Torch;
import lotic.learning.ops.Script;
import lotic.learning.ops.Slot;
import lotic.learning.ops.StateArrays;
import lotic.learning.rate.Judged;
import lotic.learning.rate.LearningRate;
import lotic.learning.rate.RateCommand;
import lotic.learning.rate.RateEvent;
import lotic.learning.rate.StepSignals;
import lotic.learning.recipe.Precision;
import lotic.learning.recipe.Recipe;
import lotic.learning.recipe.StartSpec;
import lotic.learning.state.StateTree;
import lotic.pixels.CropGroup;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// The learner of one run. It owns weights, statistics, moments, queues, prototypes, the learning
/// rate and the count of steps; a step is a function of them and of the batch. One thread makes,
/// uses and closes it.
public final class Learner implements AutoCloseable {

    private static final String TRUNK = "trunk/";
    private static final String STEPS = "learner/steps";
    private static final String RATE = "learner/rate";
    private static final String LOSS_SCALE = "learner/loss_scale";
    private static final String FINITE_STEPS = "learner/loss_scale.finite_steps";

    private final Recipe recipe;
    private final Compute compute;
    private final StepProgram program;
    private final Script script;
    private final StateArrays arrays;
    private LearningRate rate;
    private LossScale lossScale = LossScale.INITIAL;
    private long steps;

    private Learner(Recipe recipe, Compute compute) {
        this.recipe = recipe;
        this.compute = compute;
        program = StepProgram.of(recipe);
        Device device = Torch.device(compute);
        script = Script.load(program.module(), device);
        arrays =
                StateArrays.fresh(
                        program.layout(),
                        StepProgram.arithmetic(recipe.precision()),
                        device,
                        recipe.seed());
        rate = LearningRate.of(recipe.rate(), program.step().objective().guessingLoss());
    }

    /// A fresh learner with weights drawn from the recipe's seed.
    ///
    /// @throws IllegalArgumentException if the recipe begins with other weights
    public static Learner fresh(Recipe recipe, Compute compute) {
        if (!(recipe.start() instanceof StartSpec.Seed)) {
            throw new IllegalArgumentException(
                    "the recipe's trunk begins with weights of a file, which are missing");
        }
        return new Learner(recipe, compute);
    }

    /// A fresh learner whose trunk begins with weights that were learnt before: for recipes with
    /// [StartSpec.Weights].
    ///
    /// @param trunk tensors `trunk/…` of weights and running statistics
    /// @throws IllegalArgumentException if their names or shapes are not the recipe's, listing them
    public static Learner begun(Recipe recipe, Compute compute, StateTree trunk) {
        Learner learner = new Learner(recipe, compute);
        try {
            List<Slot> slots =
                    learner.arrays.slots().stream()
                            .filter(slot -> slot.name().startsWith(TRUNK))
                            .toList();
            StateTransfer.restore(slots, learner.arrays, trunk);
            return learner;
        } catch (RuntimeException e) {
            learner.close();
            throw e;
        }
    }

    /// A learner that goes on from a state as if it had never stopped.
    ///
    /// @throws IllegalArgumentException if the state's names or shapes are not the recipe's,
    ///   listing them
    public static Learner restored(Recipe recipe, Compute compute, StateTree state) {
        Learner learner = new Learner(recipe, compute);
        try {
            StateTransfer.restore(learner.arrays.slots(), learner.arrays, state);
            learner.rate = LearningRate.fromJson(value(state, RATE));
            learner.steps = Long.parseLong(value(state, STEPS));
            if (learner.scales()) {
                learner.lossScale =
                        new LossScale(
                                Double.parseDouble(value(state, LOSS_SCALE)),
                                Integer.parseInt(value(state, FINITE_STEPS)));
            }
            return learner;
        } catch (RuntimeException e) {
            learner.close();
            throw e;
        }
    }

    private static String value(StateTree state, String name) {
        String value = state.values().get(name);
        if (value == null) {
            throw new IllegalArgumentException("the state lacks the value " + name);
        }
        return value;
    }

    private boolean scales() {
        return recipe.precision() == Precision.FP16;
    }

    /// Steps made so far.
    public long steps() {
        return steps;
    }

    /// The rate that the next step will use.
    public double learningRate() {
        return rate.rate();
    }

    /// Makes one step.
    ///
    /// @throws IllegalArgumentException if the batch is not what the recipe says
    public StepOutcome step(CropBatch batch) {
        double used = rate.rate();
        Map<String, Double> numbers = call(StepProgram.STEP, batch, arrays);
        double loss = taken(numbers, StepProgram.LOSS);
        boolean applied = taken(numbers, StepProgram.APPLIED) != 0;
        boolean settled = steps >= program.step().objective().settledFrom(recipe.batch());
        if (scales()) {
            numbers.put(StepOutcome.LOSS_SCALE, lossScale.factor());
            lossScale = lossScale.after(applied);
        }
        steps++;
        if (applied) {
            int microBatches = recipe.memory().microBatches();
            numbers.putAll(program.step().objective().mend(arrays, microBatches));
        }
        StepOutcome made = new StepOutcome(steps, applied, loss, used, numbers, List.of());
        if (made.scaledTooFar()) {
            return made;
        }
        Judged judged = rate.after(new StepSignals(applied ? loss : Double.NaN, settled));
        rate = judged.next();
        return made.withEvents(judged.events());
    }

    /// The objective's loss on crops with the running statistics, without queue, changing nothing;
    /// it is shown to the learning rate's rule, whose findings come back.
    public Probe probe(CropBatch batch) {
        double loss = taken(call(StepProgram.PROBE, batch, arrays), StepProgram.LOSS);
        Judged judged = rate.probe(loss);
        rate = judged.next();
        return new Probe(loss, judged.events());
    }

    private static double taken(Map<String, Double> numbers, String name) {
        Double number = numbers.remove(name);
        if (number == null) {
            throw new IllegalStateException("the program gives no " + name);
        }
        return number;
    }

    /// Calls a method of the program. The engine reads pixels where the batch's buffers lie.
    private Map<String, Double> call(String method, CropBatch batch, StateArrays state) {
        Torch.useThreads(compute);
        try (NDManager scope = state.newScope()) {
            List<NDArray> pixels = new ArrayList<>();
            List<CropGroup> groups = recipe.views().groups();
            if (batch.groups().size() != groups.size()) {
                throw new IllegalArgumentException(
                        "the batch has %d groups of crops, the recipe %d"
                                .formatted(batch.groups().size(), groups.size()));
            }
            for (int g = 0; g < groups.size(); g++) {
                pixels.add(pixels(scope, groups.get(g), batch.images(), batch.groups().get(g)));
            }
            return script.numbers(method, pixels, state, scalars());
        }
    }

    private static NDArray pixels(NDManager scope, CropGroup group, int images, ByteBuffer bytes) {
        return PixelTensor.of(scope, bytes, group.count() * images, group.size(), group.size());
    }

    private double[] scalars() {
        return program.layout().scalars().stream()
                .mapToDouble(
                        name ->
                                switch (name) {
                                    case Step.STEP -> steps;
                                    case Step.RATE -> rate.rate();
                                    case Step.LOSS_SCALE -> lossScale.factor();
                                    default ->
                                            throw new IllegalStateException(
                                                    "nobody sets the scalar " + name);
                                })
                .toArray();
    }

    /// Takes an operator's command before the next step.
    public RateEvent command(RateCommand command) {
        Judged judged = rate.command(command);
        rate = judged.next();
        return judged.events().getLast();
    }

    /// A copy of the whole state.
    ///
    /// @param reuse an earlier copy whose buffers are no longer needed; its tensors are overwritten
    public StateTree state(Optional<StateTree> reuse) {
        SortedMap<String, String> values = new TreeMap<>();
        values.put(STEPS, Long.toString(steps));
        values.put(RATE, rate.toJson());
        if (scales()) {
            values.put(LOSS_SCALE, Double.toString(lossScale.factor()));
            values.put(FINITE_STEPS, Integer.toString(lossScale.finiteSteps()));
        }
        return new StateTree(
                StateTransfer.copy(arrays, reuse), Collections.unmodifiableSortedMap(values));
    }

    @Override
    public void close() {
        script.close();
        arrays.close();
    }
}
