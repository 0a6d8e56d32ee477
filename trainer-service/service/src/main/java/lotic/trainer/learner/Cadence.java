package lotic.trainer.learner;

import java.time.Duration;

/// How often the learner gives copies of its state away.
///
/// @param checkpointEvery time between checkpoints
/// @param publishEvery time between snapshots for publishing
/// @param publishEveryImages records learnt between snapshots, whichever comes first
public record Cadence(Duration checkpointEvery, Duration publishEvery, long publishEveryImages) {}
