package lotic.trainer;

import lotic.learning.engine.Compute;
import lotic.learning.recipe.Presets;
import lotic.learning.recipe.Recipe;
import lotic.learning.state.StateTree;
import lotic.pixels.Augmentation;
import lotic.pixels.CropGroup;
import lotic.pixels.MultiCrop;
import lotic.pixels.UndecodableImageException;
import lotic.pixels.ViewSeed;
import lotic.schemas.StepPlan;
import lotic.schemas.StepReport;
import lotic.trainer.checkpoint.Checkpoints;
import lotic.trainer.heldout.HeldOutRule;
import lotic.trainer.heldout.HeldOutStore;
import lotic.trainer.journal.Journal;
import lotic.trainer.journal.JournalTwin;
import lotic.trainer.learner.AddingLearner;
import lotic.trainer.learner.RunTerms;
import lotic.trainer.publish.Snapshot;
import lotic.trainer.publish.VersionSink;
import lotic.trainer.role.Role;
import lotic.trainer.run.RunProgress;
import lotic.trainer.run.TrainingException;
import lotic.trainer.steps.ReplayStore;
import lotic.trainer.steps.Witness;
import lotic.trainer.stream.ImageLogTwin;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/// A whole run in one thread: the log, the journal and the disk outlive the trainers, the order in
/// which the roles work is drawn from a seed, and a trainer may be killed between any two pieces of
/// work or inside a commit.
final class Simulation implements AutoCloseable {

    /// Images that begin with this byte make no picture.
    private static final byte BROKEN = 'X';

    private static final byte WHOLE = 'o';

    static final Recipe RECIPE = recipe();

    final ImageLogTwin log = new ImageLogTwin(3);
    final JournalTwin journal = new JournalTwin();
    final SimulatedClock clock = new SimulatedClock();
    final List<Snapshot> snapshots = new ArrayList<>();

    private final SplittableRandom random;
    private Optional<Trainer> trainer = Optional.empty();

    /// A trainer that is alive.
    private record Trainer(
            TrainingParts parts, List<Role> roles, HeldOutStore heldOut, ReplayStore replays) {}

    Simulation(long seed) {
        random = new SplittableRandom(seed);
    }

    private static Recipe recipe() {
        Recipe tiny = Presets.tiny(7);
        return new Recipe(
                tiny.trunk(),
                tiny.objective(),
                tiny.optimizer(),
                tiny.rate(),
                new MultiCrop(
                        List.of(new CropGroup(2, 4, 0.2, 1), new CropGroup(1, 5, 0.1, 0.4)),
                        Augmentation.SWAV),
                tiny.evaluation(),
                8,
                tiny.precision(),
                tiny.memory(),
                tiny.seed(),
                tiny.start());
    }

    /// Appends images, every tenth of them broken.
    void append(int images) {
        for (int i = 0; i < images; i++) {
            byte[] image = new byte[20 + random.nextInt(30)];
            random.nextBytes(image);
            image[0] = random.nextInt(10) == 0 ? BROKEN : WHOLE;
            log.append(image, "label " + random.nextInt(3), clock.instant());
            if (random.nextInt(5) == 0) {
                log.marker();
            }
        }
        log.marker();
    }

    /// Starts a trainer on a folder.
    void start(Path folder, int decodeWorkers) {
        HeldOutStore heldOut = new HeldOutStore(folder.resolve("held-out"));
        ReplayStore replays = new ReplayStore(folder.resolve("replay"));
        try {
            TrainingParts parts =
                    new TrainingParts(
                            new TrainingPorts(
                                    journal.open(),
                                    log.open(random.split()),
                                    new Checkpoints(folder.resolve("checkpoints")),
                                    heldOut,
                                    replays,
                                    sink(),
                                    Witness.NOBODY,
                                    (_, _, state) -> new AddingLearner(state),
                                    Simulation::views,
                                    clock,
                                    clock),
                            settings(folder, decodeWorkers),
                            terms());
            List<Role> roles = new ArrayList<>(parts.workers);
            roles.addAll(List.of(parts.follower, parts.planning, parts.learner, parts.checkpoints));
            roles.forEach(Role::begin);
            trainer = Optional.of(new Trainer(parts, roles, heldOut, replays));
        } catch (TrainingException e) {
            heldOut.close();
            replays.close();
            throw e;
        }
    }

    static RunTerms terms() {
        return new RunTerms(
                "sim",
                RECIPE,
                new Compute(Compute.Device.CPU, 1),
                new HeldOutRule(0.3, 260, 100),
                1 << 20,
                "twin");
    }

    static TrainerSettings settings(Path folder, int decodeWorkers) {
        TrainerSettings defaults = TrainerSettings.defaults(folder);
        return new TrainerSettings(
                defaults.host(),
                defaults.port(),
                folder,
                "sim",
                defaults.preset(),
                defaults.recipeFile(),
                defaults.init(),
                defaults.seed(),
                defaults.device(),
                1,
                decodeWorkers,
                6L * RECIPE.batch() * RECIPE.views().bytesPerImage(),
                defaults.planAhead(),
                Duration.ofSeconds(5),
                Duration.ofSeconds(4),
                200,
                Duration.ofSeconds(60),
                defaults.publishWaitingBytesMax(),
                0.3,
                260,
                100,
                1 << 20,
                TrainerSettings.OnGap.COUNT,
                defaults.registry(),
                defaults.ingest());
    }

    TrainingParts parts() {
        return trainer.orElseThrow().parts();
    }

    /// Lets a role that is drawn do a piece of work, so many times.
    void work(int pieces) {
        for (int i = 0; i < pieces; i++) {
            List<Role> roles = trainer.orElseThrow().roles();
            roles.get(random.nextInt(roles.size())).work();
            clock.advance(Duration.ofMillis(random.nextInt(20)));
        }
    }

    /// Works until every record is learnt or passed and saved.
    void workUntilQuiet() {
        for (int rounds = 0; rounds < 2000; rounds++) {
            work(200);
            if (waiting() == 0 && unsaved() == 0) {
                return;
            }
        }
        throw new AssertionError(
                waiting() + " records still wait, " + unsaved() + " are not saved");
    }

    long waiting() {
        return parts().arrivals.backlogs().values().stream()
                .mapToLong(RunProgress.Backlog::unlearnt)
                .sum();
    }

    private long unsaved() {
        return parts().arrivals.backlogs().values().stream()
                .mapToLong(RunProgress.Backlog::unsaved)
                .sum();
    }

    /// Ends the trainer where it stands. What it put into its stores stays, as it does when a
    /// process ends.
    void kill() {
        trainer.ifPresent(
                alive -> {
                    alive.heldOut().close();
                    alive.replays().close();
                });
        trainer = Optional.empty();
    }

    @Override
    public void close() {
        kill();
    }

    List<StepPlan> plans() {
        return committed(StepPlan.class).toList();
    }

    List<StepReport> reports() {
        return committed(StepReport.class).toList();
    }

    <R> Stream<R> committed(Class<R> type) {
        return journal.committed().stream()
                .map(Journal.Entry::value)
                .filter(type::isInstance)
                .map(type::cast);
    }

    private VersionSink sink() {
        return new VersionSink() {
            @Override
            public boolean ready() {
                return true;
            }

            @Override
            public Optional<StateTree> spare() {
                return Optional.empty();
            }

            @Override
            public boolean offer(Snapshot snapshot) {
                return snapshots.add(snapshot);
            }
        };
    }

    /// Views that depend on everything that they may depend on.
    private static void views(byte[] image, ViewSeed seed, ByteBuffer target) {
        if (image[0] == BROKEN) {
            throw new UndecodableImageException("no picture");
        }
        SplittableRandom pixels =
                new SplittableRandom(
                        31L * (31 * Arrays.hashCode(image) + seed.offset())
                                + 7L * seed.partition()
                                + seed.use()
                                + seed.runSeed());
        while (target.position() < RECIPE.views().bytesPerImage()) {
            target.put((byte) pixels.nextInt());
        }
    }
}
