package lotic.trainer.status;

import lotic.trainer.lag.Lag;
import lotic.trainer.publish.PublishingStatus;
import lotic.trainer.run.RunProgress;

import java.time.Instant;
import java.util.Optional;

/// All that is known of a run at one moment.
///
/// @param at the moment
/// @param progress of the run
/// @param lag behind its stream
/// @param publishing how its versions go out
/// @param brokerAway why the broker says nothing; empty if it answers
/// @param intake admission's counts
/// @param newest its newest version in the registry, which is empty before the first
record RunFacts(
        Instant at,
        RunProgress progress,
        Lag lag,
        PublishingStatus publishing,
        Optional<String> brokerAway,
        Part<Intake> intake,
        Part<Optional<NewestVersion>> newest) {}
