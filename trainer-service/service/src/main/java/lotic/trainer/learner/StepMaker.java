package lotic.trainer.learner;

import lotic.learning.CropBatch;
import lotic.learning.Probe;
import lotic.learning.StepOutcome;
import lotic.learning.rate.RateEvent;
import lotic.learning.recipe.Recipe;
import lotic.schemas.RunEventKind;
import lotic.schemas.StepReport;
import lotic.trainer.heldout.HeldOutStore;
import lotic.trainer.journal.JournalWriter;
import lotic.trainer.run.TrainingException;
import lotic.trainer.run.TrainingException.Reason;
import lotic.trainer.steps.Ledger;
import lotic.trainer.steps.Origin;
import lotic.trainer.steps.PlannedStep;
import lotic.trainer.steps.RunEvents;
import lotic.trainer.stream.DecodeWorker.Views;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Makes a decided step and tells what came of it. A step that is repeated must come out as it did
/// before, to the bit. One thread uses it.
public final class StepMaker {

    /// Every how many steps the held-out crops are looked at. Part of what decides the learning
    /// rate, hence the same for all runs.
    static final int PROBE_EVERY_STEPS = 100;

    private final CropGather gather;
    private final ProbeCrops probeCrops;
    private final JournalWriter journal;
    private final RunEvents events;
    private final InstantSource steady;
    private final InstantSource wall;

    /// @param views cuts the crops of held-out images
    /// @param heldOut files of held-out images
    public StepMaker(
            Recipe recipe,
            Views views,
            HeldOutStore heldOut,
            JournalWriter journal,
            RunEvents events,
            InstantSource steady,
            InstantSource wall) {
        this.gather = new CropGather(recipe.views(), recipe.batch());
        this.probeCrops = new ProbeCrops(recipe, views, heldOut);
        this.journal = journal;
        this.events = events;
        this.steady = steady;
        this.wall = wall;
    }

    /// Makes a step with a batch, reports it, and lets the rule of the learning rate see the
    /// held-out crops if it is time.
    ///
    /// @param views of the batch's images, in order
    /// @param ledger as it is after this step
    /// @throws TrainingException with reason OTHER_BITS if the step was made before and came out
    ///   otherwise
    StepOutcome make(
            Learning learning, PlannedStep planned, List<ByteBuffer> views, Ledger ledger) {
        planned.commands().forEach(learning::command);
        CropBatch batch = gather.gather(views);
        Instant before = steady.instant();
        StepOutcome outcome = learning.step(batch);
        Duration took = Duration.between(before, steady.instant());
        Optional<StepReport> earlier = earlierReport(planned);
        earlier.ifPresent(report -> mustEqual(report, outcome));
        if (earlier.isEmpty()) {
            outcome.events().forEach(event -> tell(outcome.step(), event));
        }
        journal.append(report(planned, outcome, took, ledger));
        if (outcome.step() % PROBE_EVERY_STEPS == 0) {
            probe(learning, outcome.step(), ledger, earlier.isEmpty());
        }
        return outcome;
    }

    private static Optional<StepReport> earlierReport(PlannedStep planned) {
        return switch (planned.origin()) {
            case Origin.Decided() -> Optional.empty();
            case Origin.Followed(Optional<StepReport> reported) -> reported;
        };
    }

    private static void mustEqual(StepReport earlier, StepOutcome outcome) {
        float loss = (float) outcome.loss();
        if (Float.floatToIntBits(loss) != Float.floatToIntBits(earlier.getLoss())
                || outcome.learningRate() != earlier.getLearningRate()) {
            throw new TrainingException(
                    Reason.OTHER_BITS,
                    "Step "
                            + earlier.getStep()
                            + " came out with loss "
                            + loss
                            + " at rate "
                            + outcome.learningRate()
                            + "; when it was first made, in epoch "
                            + earlier.getEpoch()
                            + ", it was "
                            + earlier.getLoss()
                            + " at rate "
                            + earlier.getLearningRate()
                            + ". Go on with the kind of processor and the release of Lotic that"
                            + " the run was made with, or start a new run with --run NAME.");
        }
    }

    private StepReport report(
            PlannedStep planned, StepOutcome outcome, Duration took, Ledger ledger) {
        return new StepReport(
                events.run(),
                events.epoch(),
                outcome.step(),
                planned.origin() instanceof Origin.Followed,
                (float) outcome.loss(),
                outcome.learningRate(),
                planned.fresh().size(),
                planned.plan().getReplayed().size(),
                ledger.counts().trained(),
                took.toNanos() / 1e6f,
                outcome.signals(),
                wall.instant());
    }

    /// What the probe makes of the rate follows from the state alone, so a repeated step repeats
    /// it.
    ///
    /// @param told whether what comes of it is news
    private void probe(Learning learning, long step, Ledger ledger, boolean told) {
        Optional<CropBatch> crops =
                probeCrops.batch(ledger.heldOut().firstOfBank(ProbeCrops.IMAGES));
        if (crops.isPresent()) {
            Probe probe = learning.probe(crops.get());
            if (told) {
                probe.events().forEach(event -> tell(step, event));
            }
        }
    }

    private void tell(long step, RateEvent event) {
        RunEventKind kind =
                event.kind() == RateEvent.Kind.HALVED
                        ? RunEventKind.RATE_HALVED
                        : RunEventKind.RATE_NOTICE;
        String name = event.kind().name().toLowerCase(Locale.ROOT).replace('_', '-');
        events.tell(step, kind, name + ", rate " + event.rate());
    }
}
