package lotic.learning;

import lotic.learning.StepPrograms.Normalised;
import lotic.learning.ops.Arithmetic;
import lotic.learning.ops.CounterValues;
import lotic.learning.ops.Interpreter;
import lotic.learning.ops.Interpreter.Input;
import lotic.learning.ops.Interpreter.Running;
import lotic.learning.ops.Mode;
import lotic.learning.ops.Shape;
import lotic.learning.ops.Slot;
import lotic.learning.state.GoldenTensors;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The golden runs: steps from the crops to the update, on weights and pictures that follow from
/// names.
enum GoldenRun {
    /// Queue, frozen prototypes, batch-norm in the head, LARC.
    SWAVLIKE(StepPrograms.swav()),
    /// None of these, and LARS.
    SEERLIKE(StepPrograms.seer());

    static final int BATCH = 8;
    static final Shape LARGE = Shape.of(2 * BATCH, 3, 32, 32);
    static final Shape SMALL = Shape.of(2 * BATCH, 3, 16, 16);
    static final double[] RATES = {6, 12, 12, 12, 6};

    private final Step step;

    GoldenRun(Step step) {
        this.step = step;
    }

    private String tag() {
        return name().toLowerCase(Locale.ROOT);
    }

    GoldenTensors tensors() {
        return GoldenTensors.of("golden_" + tag());
    }

    /// The run before its first step.
    Running begin(Interpreter interpreter, Arithmetic arithmetic) {
        return begin(interpreter, arithmetic, 1);
    }

    /// The run before its first step, by micro-batches, which gives other numbers.
    Running begin(Interpreter interpreter, Arithmetic arithmetic, int microBatches) {
        Normalised program = new Normalised(step, 2, microBatches);
        Running running = interpreter.prepare(program, arithmetic, LARGE, SMALL);
        for (Slot slot : running.state().slots()) {
            if (!running.state().layout().buffers().contains(slot)) {
                String name = goldenName(slot.name());
                running.set(slot.name(), CounterValues.weight(tag() + ":", name, slot.shape()));
            }
        }
        return running;
    }

    /// The vectors' name of a tensor of the state.
    static String goldenName(String name) {
        return name.replace("trunk/", "").replace("objective/", "").replace("proj.", "head.");
    }

    /// Names of parameters and statistics in the vectors' order: each norm's statistics behind it.
    static List<String> order(Running running) {
        List<String> names = new ArrayList<>();
        for (Slot slot : running.state().layout().parameters()) {
            names.add(slot.name());
            String mean = slot.name().replaceFirst("\\.bias$", ".running_mean");
            if (running.state().layout().statistics().stream()
                    .anyMatch(statistic -> statistic.name().equals(mean))) {
                names.add(mean);
                names.add(mean.replace("running_mean", "running_var"));
            }
        }
        return names;
    }

    /// Makes a step.
    Map<String, Double> step(Running running, int number) {
        return step(running, number, crops(0, 32));
    }

    /// Makes a step with other large crops.
    Map<String, Double> step(Running running, int number, double[] large) {
        return running.run(
                Mode.LEARNING,
                Map.of("rate", RATES[number], "step", (double) number),
                List.of(Input.of(large, LARGE.toArray()), Input.of(crops(2, 16), SMALL.toArray())));
    }

    /// Two crops of each of 8 images: the base picture, for small crops its 2x2 means, and noise.
    double[] crops(int firstView, int size) {
        double[] base = CounterValues.symmetric(tag() + ":base", BATCH * 3 * 32 * 32, 1);
        int crop = BATCH * 3 * size * size;
        int factor = 32 / size;
        double[] crops = new double[2 * crop];
        for (int v = 0; v < 2; v++) {
            double[] noise =
                    CounterValues.symmetric(tag() + ":noise." + (firstView + v), crop, 0.5);
            for (int i = 0; i < crop; i++) {
                int plane = i / (size * size);
                int y = i / size % size * factor;
                int x = i % size * factor;
                double mean = 0;
                for (int k = 0; k < factor * factor; k++) {
                    mean += base[(plane * 32 + y + k / factor) * 32 + x + k % factor];
                }
                crops[v * crop + i] = (float) (mean / (factor * factor) + noise[i]);
            }
        }
        return crops;
    }
}
