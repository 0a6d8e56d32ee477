package lotic.trainer;

import lotic.learning.state.StateTree;
import lotic.schemas.RunEvent;
import lotic.schemas.RunEventKind;
import lotic.trainer.checkpoint.Checkpoint;
import lotic.trainer.checkpoint.CheckpointManifest;
import lotic.trainer.checkpoint.Checkpoints.Damage;
import lotic.trainer.checkpoint.Checkpoints.Found;
import lotic.trainer.journal.Continuation;
import lotic.trainer.journal.ReadBack;
import lotic.trainer.learner.ComputeChoice;
import lotic.trainer.learner.RunTerms;
import lotic.trainer.learner.TermsCheck;
import lotic.trainer.learner.TrainerState;
import lotic.trainer.learner.TrainerStateTree;
import lotic.trainer.run.Cursor;
import lotic.trainer.run.Words;
import lotic.trainer.steps.RunEvents;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// From where a run goes on: its newest checkpoint that verifies and what the journal says of the
/// steps behind it; or its beginning.
///
/// @param epoch of this start of the trainer
/// @param step of the state
/// @param state of the trainer; the learner's alone once it works
/// @param learnerState of the learner; empty for a fresh one
/// @param continuation what was decided behind the state
/// @param journalPosition reading the journal from here shows all of the continuation
/// @param start where reading the image topic begins
/// @param past events of earlier starts, and the beginning of this one
/// @param damaged newer checkpoints that do not verify
record RunOrigin(
        long epoch,
        long step,
        TrainerState state,
        Optional<StateTree> learnerState,
        Continuation continuation,
        long journalPosition,
        Cursor start,
        List<RunEvent> past,
        List<Damage> damaged) {

    /// Finds it, ends what a crash interrupted, and tells the journal that a new epoch begins.
    ///
    /// @param asked what a new run is begun with; a run that exists must fit to it
    /// @param choice what it may run on; what it leaves open is the run's own
    static RunOrigin find(TrainingPorts ports, RunTerms asked, ComputeChoice choice) {
        ReadBack journal =
                new ReadBack(ports.journal().read(ports.checkpoints().journalFrom().orElse(0)));
        ports.checkpoints().settleCommitted(journal.checkpoints());
        Found found = ports.checkpoints().newest();
        Optional<TrainerState> saved =
                found.checkpoint().map(Checkpoint::state).map(TrainerStateTree::read);
        saved.ifPresent(state -> TermsCheck.mustFit(state.terms(), asked, choice));

        // Partitions that no checkpoint knows begin where their first plan did.
        Cursor known = saved.map(state -> state.ledger().cursor()).orElse(Cursor.START);
        Cursor start = ports.source().begin(known.joined(journal.begin()));
        TrainerState state = saved.orElseGet(() -> TrainerState.fresh(asked, start));
        state.ledger().join(start);

        Continuation continuation = journal.after(state.ledger().cursor(), state.ledger().step());
        Optional<CheckpointManifest> manifest = found.checkpoint().map(Checkpoint::manifest);
        long epoch =
                1
                        + Math.max(
                                journal.lastEpoch(),
                                manifest.map(CheckpointManifest::epoch).orElse(0L));
        RunEvent beginning = beginning(ports, asked, epoch, state);
        long told = ports.journal().commit(List.of(beginning));
        List<RunEvent> past = new ArrayList<>(journal.events());
        past.add(beginning);
        return new RunOrigin(
                epoch,
                state.ledger().step(),
                state,
                found.checkpoint().map(Checkpoint::state).map(TrainerStateTree::withoutTrainer),
                continuation,
                manifest.map(CheckpointManifest::journalPosition)
                        .orElseGet(() -> continuation.position().orElse(told)),
                start,
                List.copyOf(past),
                found.damaged());
    }

    private static RunEvent beginning(
            TrainingPorts ports, RunTerms terms, long epoch, TrainerState state) {
        ProcessHandle process = ProcessHandle.current();
        String who = "process " + process.pid();
        return new RunEvent(
                terms.run(),
                epoch,
                state.ledger().step() + 1,
                epoch == 1 ? RunEventKind.STARTED : RunEventKind.RESUMED,
                epoch == 1
                        ? "A new run, by " + who + "."
                        : "Goes on from step " + state.ledger().step() + ", by " + who + ".",
                ports.wall().instant());
    }

    /// Tells about checkpoints that are damaged.
    void tellDamage(RunEvents events) {
        for (Damage damage : damaged) {
            events.note(
                    step,
                    "checkpoint-damaged",
                    "The checkpoint at step %s is damaged (%s). Going on from step %s and following the journal for %s."
                            .formatted(
                                    Words.count(damage.step()),
                                    damage.finding(),
                                    Words.count(step),
                                    continuation.plans().size() == 1
                                            ? "1 step"
                                            : Words.count(continuation.plans().size()) + " steps"));
        }
    }
}
