package lotic.trainer.steps;

import lotic.learning.rate.RateCommand;
import lotic.schemas.RunEvent;
import lotic.schemas.RunEventKind;
import lotic.trainer.run.RunCommand;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/// What operators want of the run. Any thread gives orders; planning takes them, journals them and
/// lets them take effect before the next step that it decides. Orders that an earlier start
/// journalled take effect where they did before.
public final class Orders {

    /// How many may wait to be taken.
    public static final int WAITING_MAX = 100;

    private final BlockingQueue<RunCommand> given = new ArrayBlockingQueue<>(WAITING_MAX);
    private final Deque<RateOrder> rateOrders = new ArrayDeque<>();
    private volatile boolean paused;

    private record RateOrder(long atStep, RateCommand command) {}

    /// @param journalled events that take effect behind the state from which the run goes on
    public Orders(List<RunEvent> journalled) {
        for (RunEvent event : journalled) {
            switch (event.getKind()) {
                case PAUSED -> paused = true;
                case CONTINUED -> paused = false;
                case RATE_COMMAND ->
                        rateOrders.add(
                                new RateOrder(
                                        event.getAtStep(), RateWords.read(event.getDetail())));
                case STARTED,
                        RESUMED,
                        STOPPED,
                        RATE_HALVED,
                        RATE_NOTICE,
                        RECORDS_LOST,
                        LOG_TRUNCATED,
                        PUBLISHED,
                        PUBLISH_FAILED,
                        UNKNOWN -> {}
            }
        }
    }

    /// Leaves an order.
    ///
    /// @throws IllegalStateException if too many wait already
    public void give(RunCommand command) {
        if (!given.offer(command)) {
            throw new IllegalStateException(
                    WAITING_MAX + " commands wait for the run already; give it time");
        }
    }

    /// True if no further steps are to be decided. Any thread may ask.
    public boolean paused() {
        return paused;
    }

    /// Journals the orders that were given.
    ///
    /// @param nextStep the next one to be decided
    /// @return true if there were any
    boolean journal(long nextStep, RunEvents events) {
        boolean any = false;
        for (RunCommand command = given.poll(); command != null; command = given.poll()) {
            any = true;
            switch (command) {
                case RunCommand.Pause() -> {
                    paused = true;
                    events.tell(nextStep, RunEventKind.PAUSED, "Paused by an operator.");
                }
                case RunCommand.Continue() -> {
                    paused = false;
                    events.tell(nextStep, RunEventKind.CONTINUED, "Continued by an operator.");
                }
                case RunCommand.Rate(RateCommand rate) -> {
                    rateOrders.add(new RateOrder(nextStep, rate));
                    events.tell(nextStep, RunEventKind.RATE_COMMAND, RateWords.write(rate));
                }
            }
        }
        return any;
    }

    /// The commands to the learning rate that take effect before a step.
    List<RateCommand> before(long step) {
        List<RateCommand> due = new ArrayList<>();
        for (RateOrder order = rateOrders.peek();
                order != null && order.atStep() <= step;
                order = rateOrders.peek()) {
            due.add(rateOrders.remove().command());
        }
        return due;
    }
}
