package lotic.trainer;

import lotic.learning.engine.Compute;
import lotic.trainer.learner.ComputeChoice;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/// What an operator may decide about a trainer. A setting's key is `trainer.` and its name in
/// kebab-case, such as `trainer.decode-workers`.
///
/// @param host address to listen on; anything but loopback is refused while there are no tokens
/// @param port of the status page and its JSON; 0 takes any free one
/// @param dataFolder checkpoints, held-out images, replay, versions that wait to be published;
///   locked while the trainer runs
/// @param run name of the run and of its model
/// @param preset recipe by name: tiny, drawn, small, seer
/// @param recipeFile recipe as JSON, instead of a preset
/// @param init weights a fresh run's trunk begins with, safetensors; a run that exists keeps its
///   own
/// @param seed of a fresh run; a run that exists keeps its own
/// @param device where to compute: auto takes a GPU where the engine finds one
/// @param threads of the engine on the CPU; 0 leaves one core to decoding and the rest, which is
///   faster than two threads that wait for each other
/// @param decodeWorkers threads that decode and crop
/// @param decodedBytesMax views that wait for the learner, in bytes
/// @param planAhead steps that are decided ahead of the learner
/// @param planLinger how long a batch waits for fresh records before it is filled up with replays
/// @param checkpointEvery time between checkpoints
/// @param publishEveryImages records learnt between snapshots
/// @param publishEvery time between snapshots, whichever comes first
/// @param publishWaitingBytesMax versions that wait on disk for the registry, in bytes; past it the
///   run takes no snapshots until one is gone
/// @param heldOutShare share of the records that is never learnt, 0 to 0.5
/// @param heldOutBank held-out images that form the bank of the nearest-neighbour evaluation
/// @param heldOutQueries held-out images that are classified against the bank
/// @param replayBytesMax original bytes kept for replays
/// @param onGap what to do about records that retention removed before they were learnt
/// @param registry where versions go
/// @param ingest asked for admission's counts when the status is shown
public record TrainerSettings(
        String host,
        int port,
        Path dataFolder,
        String run,
        String preset,
        Optional<Path> recipeFile,
        Optional<Path> init,
        long seed,
        DeviceChoice device,
        int threads,
        int decodeWorkers,
        long decodedBytesMax,
        int planAhead,
        Duration planLinger,
        Duration checkpointEvery,
        long publishEveryImages,
        Duration publishEvery,
        long publishWaitingBytesMax,
        double heldOutShare,
        int heldOutBank,
        int heldOutQueries,
        long replayBytesMax,
        OnGap onGap,
        URI registry,
        URI ingest) {

    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "::1");

    /// Where to compute.
    public enum DeviceChoice {
        /// On a GPU where the engine finds one, else on the CPU; a run that exists stays where it
        /// began.
        AUTO,
        /// On the CPU.
        CPU,
        /// On an NVIDIA GPU.
        CUDA
    }

    /// What to do about records that are gone.
    public enum OnGap {
        /// Count them as lost, journal it, go on.
        COUNT,
        /// Stop with a sentence.
        STOP
    }

    public TrainerSettings {
        must(
                LOOPBACK.contains(host),
                "host",
                host,
                "an address of this machine's loopback, such as 127.0.0.1: there are no tokens yet"
                        + " that would protect another");
        must(port >= 0 && port <= 65_535, "port", port, "0 to 65535");
        must(
                run.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,95}"),
                "run",
                run,
                "letters, digits, dots, dashes and underscores, at most 96, a letter or digit"
                        + " first");
        must(threads >= 0, "threads", threads, "0 or more");
        must(decodeWorkers >= 1, "decode-workers", decodeWorkers, "1 or more");
        must(decodedBytesMax > 0, "decoded-bytes-max", decodedBytesMax, "1 or more");
        must(planAhead >= 1 && planAhead <= 64, "plan-ahead", planAhead, "1 to 64");
        mustLast(planLinger, "plan-linger");
        mustLast(checkpointEvery, "checkpoint-every");
        must(publishEveryImages >= 1, "publish-every-images", publishEveryImages, "1 or more");
        mustLast(publishEvery, "publish-every");
        must(
                publishWaitingBytesMax > 0,
                "publish-waiting-bytes-max",
                publishWaitingBytesMax,
                "1 or more");
        must(
                heldOutShare >= 0 && heldOutShare <= 0.5,
                "held-out-share",
                heldOutShare,
                "0 to 0.5, such as 0.05");
        must(heldOutBank >= 0, "held-out-bank", heldOutBank, "0 or more");
        must(heldOutQueries >= 0, "held-out-queries", heldOutQueries, "0 or more");
        must(replayBytesMax > 0, "replay-bytes-max", replayBytesMax, "1 or more");
    }

    /// What is in force when an operator says nothing.
    ///
    /// @param dataFolder where the trainer keeps what must survive it
    public static TrainerSettings defaults(Path dataFolder) {
        return new TrainerSettings(
                "127.0.0.1",
                7072,
                dataFolder,
                "demo",
                "small",
                Optional.empty(),
                Optional.empty(),
                0,
                DeviceChoice.AUTO,
                0,
                1,
                256L << 20,
                4,
                Duration.ofSeconds(5),
                Duration.ofSeconds(30),
                1_000_000,
                Duration.ofMinutes(1),
                2L << 30,
                0.05,
                2000,
                1000,
                512L << 20,
                OnGap.COUNT,
                URI.create("http://127.0.0.1:7073"),
                URI.create("http://127.0.0.1:7071"));
    }

    /// What is asked of the machine.
    ComputeChoice compute() {
        return new ComputeChoice(
                switch (device) {
                    case AUTO -> Optional.empty();
                    case CPU -> Optional.of(Compute.Device.CPU);
                    case CUDA -> Optional.of(Compute.Device.CUDA);
                },
                threads);
    }

    private static void mustLast(Duration value, String key) {
        must(value.isPositive(), key, value, "a duration above 0, such as 30s");
    }

    private static void must(boolean holds, String key, Object value, String wanted) {
        if (!holds) {
            throw new IllegalArgumentException(
                    "trainer." + key + " is " + value + "; give " + wanted);
        }
    }
}
