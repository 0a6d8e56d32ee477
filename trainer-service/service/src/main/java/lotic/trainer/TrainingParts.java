package lotic.trainer;

import lotic.learning.StepOutcome;
import lotic.learning.engine.Compute;
import lotic.learning.recipe.Recipe;
import lotic.trainer.checkpoint.CheckpointWriter;
import lotic.trainer.journal.JournalWriter;
import lotic.trainer.learner.Cadence;
import lotic.trainer.learner.LearnerLoop;
import lotic.trainer.learner.LossHistory;
import lotic.trainer.learner.Pace;
import lotic.trainer.learner.RunTerms;
import lotic.trainer.learner.StateCopies;
import lotic.trainer.learner.StepMaker;
import lotic.trainer.learner.TrainerState;
import lotic.trainer.plan.Planner;
import lotic.trainer.role.Bell;
import lotic.trainer.run.Cursor;
import lotic.trainer.run.RunProgress;
import lotic.trainer.run.RunProgress.Phase;
import lotic.trainer.run.RunProgress.Resume;
import lotic.trainer.run.RunProgress.Saving;
import lotic.trainer.steps.FollowedPlans;
import lotic.trainer.steps.LostRecords;
import lotic.trainer.steps.Orders;
import lotic.trainer.steps.PlanningLoop;
import lotic.trainer.steps.RunEvents;
import lotic.trainer.steps.StepAssembly;
import lotic.trainer.steps.StepQueue;
import lotic.trainer.stream.Arrivals;
import lotic.trainer.stream.DecodeWorker;
import lotic.trainer.stream.Follower;
import lotic.trainer.stream.ImageSource;
import lotic.trainer.stream.ViewPlaces;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// The roles of a run, put together but without threads.
final class TrainingParts {

    final Bell toDecode = new Bell();
    final Bell toPlan = new Bell();
    final Bell toLearn = new Bell();
    final Bell toSave = new Bell();

    final RunOrigin origin;
    final RunEvents events;
    final Orders orders;
    final Arrivals arrivals;
    final Follower follower;
    final List<DecodeWorker> workers;
    final PlanningLoop planning;
    final CheckpointWriter checkpoints;
    final LearnerLoop learner;
    final Pace pace;

    private final Recipe recipe;
    private final ImageSource source;
    private final LossHistory history;
    private final Duration checkpointEvery;

    /// @param terms what a new run is begun with
    TrainingParts(TrainingPorts ports, TrainerSettings settings, RunTerms terms) {
        Recipe asked = terms.recipe();
        // A limit that is too small is found before the journal hears of a new epoch.
        ViewPlaces places =
                new ViewPlaces(
                        asked.batch(),
                        asked.views().bytesPerImage(),
                        settings.decodedBytesMax(),
                        settings.planAhead());
        origin = RunOrigin.find(ports, terms, settings.compute());
        TrainerState state = origin.state();
        recipe = state.terms().recipe();
        source = ports.source();
        checkpointEvery = settings.checkpointEvery();
        history = state.history();
        JournalWriter journal =
                new JournalWriter(ports.journal(), ports.steady(), toPlan, this::committed);
        events = new RunEvents(terms.run(), origin.epoch(), journal, ports.wall(), origin.past());
        origin.tellDamage(events);
        orders = new Orders(origin.continuation().events());
        arrivals = new Arrivals(places, toDecode, toPlan);
        arrivals.begin(origin.start());
        follower = new Follower(ports.source(), arrivals);
        workers = workers(ports, settings.decodeWorkers(), state.terms());
        StepQueue queue = new StepQueue(places.plans(), toLearn, toPlan);
        planning = planning(ports, settings, queue, journal);
        checkpoints = checkpoints(ports, journal);
        pace = new Pace(ports.steady());
        learner = learner(ports, settings, queue, journal);
    }

    private void committed() {
        toLearn.ring();
        toSave.ring();
    }

    private List<DecodeWorker> workers(TrainingPorts ports, int count, RunTerms terms) {
        return IntStream.range(0, count)
                .mapToObj(
                        _ ->
                                new DecodeWorker(
                                        arrivals,
                                        ports.views(),
                                        terms.heldOut(),
                                        terms.recipe().seed()))
                .toList();
    }

    private PlanningLoop planning(
            TrainingPorts ports, TrainerSettings settings, StepQueue queue, JournalWriter journal) {
        LostRecords.Rule onLoss =
                switch (settings.onGap()) {
                    case COUNT -> LostRecords.Rule.COUNT;
                    case STOP -> LostRecords.Rule.STOP;
                };
        return new PlanningLoop(
                new Planner(origin.state().terms().recipe().batch()),
                settings.planLinger(),
                new LostRecords(source.name(), onLoss, events, arrivals::backlogs, ports.wall()),
                origin.state().ledger().copy(),
                new FollowedPlans(origin.continuation()),
                orders,
                arrivals,
                new StepAssembly(
                        arrivals, ports.replays(), ports.heldOut(), toLearn, ports.witness()),
                queue,
                journal,
                events,
                ports.steady());
    }

    private CheckpointWriter checkpoints(TrainingPorts ports, JournalWriter journal) {
        Optional<Cursor> saved = origin.learnerState().map(_ -> origin.state().ledger().cursor());
        saved.ifPresent(follower::saved);
        return new CheckpointWriter(
                ports.checkpoints(),
                saved,
                events.run(),
                events.epoch(),
                journal,
                ports.wall(),
                toSave,
                new AroundCheckpoints(
                        ports,
                        arrivals,
                        follower,
                        events,
                        toLearn,
                        origin.state().ledger().recent().oldestOrdinal()));
    }

    private LearnerLoop learner(
            TrainingPorts ports, TrainerSettings settings, StepQueue queue, JournalWriter journal) {
        RunTerms terms = origin.state().terms();
        Cadence cadence =
                new Cadence(
                        settings.checkpointEvery(),
                        settings.publishEvery(),
                        settings.publishEveryImages());
        return new LearnerLoop(
                origin.state(),
                () -> ports.learning().make(terms.recipe(), terms.compute(), origin.learnerState()),
                new StepMaker(
                        terms.recipe(),
                        ports.views(),
                        ports.heldOut(),
                        journal,
                        events,
                        ports.steady(),
                        ports.wall()),
                new StateCopies(
                        cadence,
                        origin.state().ledger().counts().trained(),
                        checkpoints,
                        ports.versions(),
                        arrivals,
                        ports.steady(),
                        ports.wall()),
                queue,
                arrivals,
                orders,
                journal,
                events,
                pace,
                origin.journalPosition(),
                origin.continuation().plans().size());
    }

    /// The first step that was not made yet.
    long nextStep() {
        return learner.view().lastStep().map(StepOutcome::step).orElse(origin.step()) + 1;
    }

    /// Ends a wait for records.
    Compute compute() {
        return origin.state().terms().compute();
    }

    void stopReading() {
        source.wake();
    }

    /// What the run is doing while it is alive.
    Phase phase() {
        LearnerLoop.View view = learner.view();
        if (!view.made()) {
            return Phase.STARTING;
        }
        if (view.following()) {
            return Phase.FOLLOWING;
        }
        if (orders.paused()) {
            return Phase.PAUSED;
        }
        boolean waits = arrivals.backlogs().values().stream().anyMatch(lane -> lane.unlearnt() > 0);
        return waits ? Phase.LEARNING : Phase.STARVED;
    }

    /// The run as others see it.
    RunProgress progress(Phase phase, Instant startedAt) {
        LearnerLoop.View view = learner.view();
        return new RunProgress(
                events.run(),
                events.epoch(),
                recipe,
                phase,
                pace.bound(),
                origin.epoch() == 1
                        ? Optional.empty()
                        : Optional.of(new Resume(origin.step(), view.followed())),
                view.recent(),
                view.counts(),
                view.learnt(),
                checkpoints.saved().orElse(origin.start()),
                new Saving(checkpointEvery, checkpoints.savedAt()),
                arrivals.ends(),
                arrivals.backlogs(),
                pace.imagesPerSecond(),
                startedAt,
                history.mean(),
                history.points(),
                events.lately());
    }
}
