package lotic.trainer.learner;

import lotic.learning.CropBatch;
import lotic.learning.Probe;
import lotic.learning.StepOutcome;
import lotic.learning.rate.RateCommand;
import lotic.learning.rate.RateEvent;
import lotic.learning.state.StateTree;
import lotic.learning.state.Tensor;
import lotic.learning.state.Tensor.NumberType;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A learner whose whole state is a sum over everything it ever saw, in order: whatever differs
/// between two runs, a pixel, an order, a rate, shows in every later loss.
public final class AddingLearner implements Learning {

    private long steps;
    private long sum;
    private double rate = 1;

    public AddingLearner(Optional<StateTree> state) {
        state.ifPresent(
                from -> {
                    Tensor tensor = from.tensors().get("trunk/sum");
                    ByteBuffer data = tensor.data().duplicate().order(ByteOrder.LITTLE_ENDIAN);
                    steps = data.getLong();
                    sum = data.getLong();
                    rate = Double.parseDouble(from.values().get("learner/rate"));
                });
    }

    @Override
    public StepOutcome step(CropBatch batch) {
        steps++;
        absorb(batch);
        sum = sum * 31 + Double.doubleToLongBits(rate);
        return new StepOutcome(steps, true, loss(), rate, Map.of("signal", 1.0), List.of());
    }

    private double loss() {
        return (sum >>> 40) / 1e6;
    }

    private void absorb(CropBatch batch) {
        for (ByteBuffer group : batch.groups()) {
            for (int i = 0; i < group.capacity(); i++) {
                sum = sum * 6364136223846793005L + group.get(i);
            }
        }
    }

    /// What is held out moves the rate.
    @Override
    public Probe probe(CropBatch batch) {
        long before = sum;
        absorb(batch);
        double loss = loss();
        sum = before;
        rate *= 1 + loss / 1e9;
        return new Probe(loss, List.of());
    }

    @Override
    public RateEvent command(RateCommand command) {
        rate =
                switch (command) {
                    case RateCommand.Halve() -> rate / 2;
                    case RateCommand.ReWarm(double to) -> to;
                };
        return new RateEvent(RateEvent.Kind.COMMANDED, rate);
    }

    @Override
    public StateTree state(Optional<StateTree> reuse) {
        ByteBuffer data = ByteBuffer.allocateDirect(16).order(ByteOrder.LITTLE_ENDIAN);
        data.putLong(steps).putLong(sum).flip();
        return new StateTree(
                new TreeMap<>(
                        Map.of("trunk/sum", new Tensor(NumberType.I64, new long[] {2}, data))),
                new TreeMap<>(Map.of("learner/rate", Double.toString(rate))));
    }

    @Override
    public void close() {}
}
