package lotic.trainer;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// What an operator may decide about a trainer.
///
/// @param host address to listen on; anything but loopback is refused while there are no tokens
/// @param port of the status page and its JSON; 0 takes any free one
/// @param dataFolder checkpoints, held-out images, replay; locked while the trainer runs
/// @param run name of the run and of its model
/// @param preset recipe by name: tiny, small, seer
/// @param recipeFile recipe as JSON, instead of a preset
/// @param seed of a fresh run; a run that exists keeps its own
/// @param threads of the engine on the CPU; 0 leaves one core to the rest
/// @param decodeWorkers threads that decode and crop
/// @param decodedBytesMax views that wait for the learner, in bytes
/// @param planAhead steps that are decided ahead of the learner
/// @param planLinger how long a batch waits for fresh records before it is filled up with replays
/// @param checkpointEvery time between checkpoints
/// @param publishEveryImages records learnt between snapshots
/// @param publishEvery time between snapshots, whichever comes first
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
        long seed,
        int threads,
        int decodeWorkers,
        long decodedBytesMax,
        int planAhead,
        Duration planLinger,
        Duration checkpointEvery,
        long publishEveryImages,
        Duration publishEvery,
        double heldOutShare,
        int heldOutBank,
        int heldOutQueries,
        long replayBytesMax,
        OnGap onGap,
        URI registry,
        URI ingest) {

    /// What to do about records that are gone.
    public enum OnGap {
        /// Count them as lost, journal it, go on.
        COUNT,
        /// Stop with a sentence.
        STOP
    }
}
