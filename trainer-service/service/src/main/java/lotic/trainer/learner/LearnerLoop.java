package lotic.trainer.learner;

import lotic.learning.StepOutcome;
import lotic.learning.health.LearningHealth;
import lotic.trainer.journal.JournalWriter;
import lotic.trainer.role.Role;
import lotic.trainer.run.Cursor;
import lotic.trainer.run.RunProgress.Bound;
import lotic.trainer.run.RunProgress.Counts;
import lotic.trainer.steps.BatchPlace;
import lotic.trainer.steps.Orders;
import lotic.trainer.steps.Origin;
import lotic.trainer.steps.PlannedStep;
import lotic.trainer.steps.RunEvents;
import lotic.trainer.steps.StepQueue;
import lotic.trainer.stream.Arrivals;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// Makes the decided steps one after the other. It alone touches the state that learning depends
/// on; everybody else gets copies.
public final class LearnerLoop implements Role {

    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final TrainerState state;
    private final Supplier<Learning> factory;
    private final StepMaker steps;
    private final StateCopies copies;
    private final StepQueue queue;
    private final Arrivals arrivals;
    private final Orders orders;
    private final JournalWriter journal;
    private final RunEvents events;
    private final Pace pace;

    private @Nullable Learning learning;
    private long journalPosition;
    private int toFollow;
    private boolean lastTried;
    private volatile View view;
    private volatile boolean ending;
    private final CountDownLatch ended = new CountDownLatch(1);

    /// What others may see of the learner.
    ///
    /// @param recent outcomes of the newest steps of this start of the trainer, oldest first, as
    ///   many as its health is judged by
    /// @param counts of records
    /// @param learnt where the learner is in the stream
    /// @param followed steps that were repeated so far
    /// @param following true while the next step is one that an earlier start decided
    /// @param made true once there is a learner
    public record View(
            List<StepOutcome> recent,
            Counts counts,
            Cursor learnt,
            long followed,
            boolean following,
            boolean made) {

        /// Outcome of the newest step; empty before the first.
        public Optional<StepOutcome> lastStep() {
            return recent.isEmpty() ? Optional.empty() : Optional.of(recent.getLast());
        }

        /// The newest steps once another one is made.
        List<StepOutcome> recentWith(StepOutcome made) {
            int kept = Math.min(recent.size(), LearningHealth.WINDOW_STEPS - 1);
            List<StepOutcome> newest =
                    new ArrayList<>(recent.subList(recent.size() - kept, recent.size()));
            newest.add(made);
            return List.copyOf(newest);
        }
    }

    /// @param state of the trainer, from now on this loop's alone
    /// @param factory makes the learner, on the loop's thread
    /// @param journalPosition reading the journal from here shows every plan behind the state
    /// @param toFollow plans that an earlier start decided behind the state
    public LearnerLoop(
            TrainerState state,
            Supplier<Learning> factory,
            StepMaker steps,
            StateCopies copies,
            StepQueue queue,
            Arrivals arrivals,
            Orders orders,
            JournalWriter journal,
            RunEvents events,
            Pace pace,
            long journalPosition,
            int toFollow) {
        this.state = state;
        this.factory = factory;
        this.steps = steps;
        this.copies = copies;
        this.queue = queue;
        this.arrivals = arrivals;
        this.orders = orders;
        this.journal = journal;
        this.events = events;
        this.pace = pace;
        this.journalPosition = journalPosition;
        this.toFollow = toFollow;
        this.view =
                new View(
                        List.of(),
                        state.ledger().counts(),
                        state.ledger().cursor(),
                        0,
                        toFollow > 0,
                        false);
    }

    /// What others may see. Any thread may ask.
    public View view() {
        return view;
    }

    /// Makes no further steps, and saves the last one. Any thread may call.
    public void endSteps() {
        ending = true;
    }

    /// Waits until the last step is saved, or the disk has refused it. Any thread may call.
    ///
    /// @return false if it is not by then
    public boolean awaitEnd(Duration patience) throws InterruptedException {
        return ended.await(patience.toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public void begin() {
        learning = factory.get();
        View before = view;
        view =
                new View(
                        before.recent(),
                        before.counts(),
                        before.learnt(),
                        before.followed(),
                        before.following(),
                        true);
        pace.spent(Bound.STARVED, 0);
    }

    @Override
    public boolean work() {
        Learning learner = Objects.requireNonNull(learning, "begin() comes first");
        pace.lookedUp();
        if (ending) {
            return finish(learner);
        }
        boolean made = makeNext(learner);
        copies.checkpointIfDue(learner, state, journalPosition);
        if (!view.following()) {
            view.lastStep().ifPresent(last -> copies.publishIfDue(learner, state, last, events));
        }
        return made;
    }

    private boolean makeNext(Learning learner) {
        Optional<PlannedStep> next = queue.next();
        if (next.isEmpty()) {
            pace.spent(idleCause(), 0);
            return false;
        }
        PlannedStep planned = next.get();
        if (!planned.commit().done()) {
            journal.hurry();
            pace.spent(Bound.JOURNAL, 0);
            return false;
        }
        if (!planned.isDecoded()) {
            pace.spent(Bound.DECODE, 0);
            return false;
        }
        make(learner, planned);
        return true;
    }

    private Bound idleCause() {
        if (orders.paused()) {
            return Bound.PAUSED;
        }
        return arrivals.isDecoding() ? Bound.DECODE : Bound.STARVED;
    }

    private void make(Learning learner, PlannedStep planned) {
        List<ByteBuffer> views =
                planned.places().stream()
                        .map(BatchPlace::views)
                        .map(Optional::orElseThrow)
                        .toList();
        state.ledger().add(planned);
        List<StepOutcome> recent = view.recent();
        if (planned.hasBatch()) {
            StepOutcome made = steps.make(learner, planned, views, state.ledger());
            state.history().add(made, state.ledger().counts().trained());
            recent = view.recentWith(made);
        }
        arrivals.learnt(planned.plan().getSlices(), views);
        queue.made();
        journalPosition = planned.commit().position();
        boolean followed = planned.origin() instanceof Origin.Followed;
        toFollow -= followed ? 1 : 0;
        view =
                new View(
                        recent,
                        state.ledger().counts(),
                        state.ledger().cursor(),
                        view.followed() + (followed && planned.hasBatch() ? 1 : 0),
                        toFollow > 0,
                        true);
        pace.spent(Bound.STEP, views.size());
    }

    /// The last checkpoint is tried once: a disk that refuses it must not keep the run from ending.
    private boolean finish(Learning learner) {
        if (ended.getCount() == 0 || !copies.isIdle()) {
            return false;
        }
        if (lastTried || copies.isSaved(state.ledger())) {
            ended.countDown();
        } else {
            copies.checkpoint(learner, state, journalPosition);
            lastTried = true;
        }
        return true;
    }

    @Override
    public Duration patience() {
        return PATIENCE;
    }

    @Override
    public void end() {
        if (learning != null) {
            learning.close();
        }
    }
}
