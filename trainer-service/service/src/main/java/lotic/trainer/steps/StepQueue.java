package lotic.trainer.steps;

import lotic.trainer.role.Bell;

import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;

/// The decided steps in the order in which they are to be made. A step stays in the queue until it
/// has been made and its views are free again, so that the queue's bound is one on memory too.
/// Planning adds, the learner looks and removes.
public final class StepQueue {

    private final ArrayBlockingQueue<PlannedStep> steps;

    private final Bell added;
    private final Bell removed;

    /// @param stepsMax how many may be on their way
    /// @param added rings when there is one more
    /// @param removed rings when there is room again
    public StepQueue(int stepsMax, Bell added, Bell removed) {
        steps = new ArrayBlockingQueue<>(stepsMax);
        this.added = added;
        this.removed = removed;
    }

    boolean hasRoom() {
        return steps.remainingCapacity() > 0;
    }

    /// @throws IllegalStateException if there is no room
    void add(PlannedStep step) {
        steps.add(step);
        added.ring();
    }

    /// The step that is to be made next.
    public Optional<PlannedStep> next() {
        return Optional.ofNullable(steps.peek());
    }

    /// Drops the step that was made.
    public void made() {
        steps.remove();
        removed.ring();
    }
}
