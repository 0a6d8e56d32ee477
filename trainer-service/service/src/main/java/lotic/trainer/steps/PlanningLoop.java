package lotic.trainer.steps;

import lotic.schemas.PassReason;
import lotic.schemas.Replayed;
import lotic.schemas.StepPlan;
import lotic.trainer.journal.Commit;
import lotic.trainer.journal.JournalWriter;
import lotic.trainer.plan.Draft;
import lotic.trainer.plan.Planner;
import lotic.trainer.role.Role;
import lotic.trainer.run.Cursor;
import lotic.trainer.stream.Arrivals;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/// Decides steps a few ahead of the learner and journals them, and commits what all roles have to
/// say. First it repeats the decisions that an earlier start has journalled.
public final class PlanningLoop implements Role {

    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Planner planner;
    private final Duration linger;
    private final LostRecords lost;
    private final Ledger ledger;
    private final FollowedPlans followed;
    private final Orders orders;
    private final Arrivals arrivals;
    private final StepAssembly assembly;
    private final StepQueue queue;
    private final JournalWriter journal;
    private final RunEvents events;
    private final InstantSource steady;

    /// The ends that the next decision uses, kept while it waits for a fact below them: with new
    /// ends each time, a steady stream could always be one fact ahead of the decision.
    private Optional<SortedMap<Integer, Long>> ends = Optional.empty();

    private Optional<Instant> shortSince = Optional.empty();
    private volatile boolean ending;

    /// @param linger how long a batch waits for fresh records before it is filled up
    /// @param ledger of this loop alone, as the state from which the run goes on
    /// @param steady tells how long a batch has waited; it never goes back
    public PlanningLoop(
            Planner planner,
            Duration linger,
            LostRecords lost,
            Ledger ledger,
            FollowedPlans followed,
            Orders orders,
            Arrivals arrivals,
            StepAssembly assembly,
            StepQueue queue,
            JournalWriter journal,
            RunEvents events,
            InstantSource steady) {
        this.planner = planner;
        this.linger = linger;
        this.lost = lost;
        this.ledger = ledger;
        this.followed = followed;
        this.orders = orders;
        this.arrivals = arrivals;
        this.assembly = assembly;
        this.queue = queue;
        this.journal = journal;
        this.events = events;
        this.steady = steady;
    }

    /// Decides no further steps; what others have to say is still committed. Any thread may call.
    public void endPlanning() {
        ending = true;
    }

    @Override
    public boolean work() {
        boolean worked = followed.isDone() && orders.journal(ledger.step() + 1, events);
        while (!ending && queue.hasRoom() && (followed.isDone() ? decide() : follow())) {
            worked = true;
        }
        return journal.work() || worked;
    }

    @Override
    public Duration patience() {
        if (journal.waiting()) {
            return JournalWriter.COMMIT_EVERY;
        }
        return shortSince.isPresent() && linger.compareTo(PATIENCE) < 0 ? linger : PATIENCE;
    }

    private boolean follow() {
        Draft draft = followed.draft(ledger.cursor(), ledger.step() + 1, arrivals);
        return switch (draft) {
            case Draft.Missing missing -> await(missing);
            case Draft.Nothing() -> throw new IllegalStateException("a plan has slices");
            case Draft.Ready _ -> {
                enqueue(followed.plan(), followed.commit(), new Origin.Followed(followed.report()));
                followed.followed();
                yield true;
            }
        };
    }

    private boolean decide() {
        if (orders.paused()) {
            return false;
        }
        SortedMap<Integer, Long> seen = ends.orElseGet(arrivals::ends);
        return switch (planner.draft(ledger.cursor(), seen, arrivals)) {
            case Draft.Nothing() -> {
                shortSince = Optional.empty();
                yield awaitMore();
            }
            case Draft.Missing missing -> {
                ends = Optional.of(seen);
                yield await(missing);
            }
            case Draft.Ready ready -> {
                if (ready.fresh().size() < planner.batch() && !hasLingered()) {
                    yield awaitMore();
                }
                ends = Optional.empty();
                decided(ready, seen);
                yield true;
            }
        };
    }

    private boolean await(Draft.Missing missing) {
        arrivals.want(missing.partition(), missing.offset());
        return false;
    }

    private boolean awaitMore() {
        ends = Optional.empty();
        arrivals.wantNothing();
        return false;
    }

    private boolean hasLingered() {
        Instant now = steady.instant();
        Instant since = shortSince.orElse(now);
        shortSince = Optional.of(since);
        return !now.isBefore(since.plus(linger));
    }

    private void decided(Draft.Ready ready, SortedMap<Integer, Long> seen) {
        shortSince = Optional.empty();
        ready.passed().stream()
                .filter(passed -> passed.getReason() == PassReason.LOST)
                .forEach(passed -> lost.tell(passed, ledger.step() + 1));
        int places = planner.batch() - ready.fresh().size();
        // Never replays alone: records that are only passed over move the cursor without a batch.
        List<Replayed> replays =
                ready.fresh().isEmpty() ? List.of() : ledger.recent().fill(places, ready.fresh());
        StepPlan plan =
                new StepPlan(
                        events.run(),
                        events.epoch(),
                        ledger.step() + 1,
                        ready.slices(),
                        ready.passed(),
                        replays,
                        new Cursor(seen).offsets());
        enqueue(plan, journal.append(plan), new Origin.Decided());
    }

    private void enqueue(StepPlan plan, Commit commit, Origin origin) {
        PlannedStep step = assembly.assemble(plan, commit, origin, orders, ledger);
        ledger.add(step);
        queue.add(step);
    }
}
