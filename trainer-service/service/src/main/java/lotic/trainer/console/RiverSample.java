package lotic.trainer.console;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;

import lotic.trainer.status.Intake;
import lotic.trainer.status.TrainerStatus;

import java.time.Instant;
import java.util.Optional;

/// Where the river stood at one moment; counts of records, over all time.
///
/// @param at the moment
/// @param submitted acknowledged by the broker; null while the ingest service is away
/// @param admitted let through; null while the ingest service is away
/// @param learnt distinct records learnt
/// @param lagRecords admitted and not learnt
/// @param lagSeconds age of the first of them
/// @param cause what keeps the trainer from being faster
@Serdeable(naming = SnakeCaseStrategy.class)
public record RiverSample(
        Instant at,
        Optional<Long> submitted,
        Optional<Long> admitted,
        long learnt,
        long lagRecords,
        double lagSeconds,
        String cause) {

    /// As a status tells it.
    public static RiverSample of(TrainerStatus status, Instant at) {
        return new RiverSample(
                at,
                status.intake().map(Intake::submitted),
                status.intake().map(Intake::admitted),
                status.training().trained(),
                status.training().waiting(),
                status.lag().learnt().seconds(),
                status.lag().cause());
    }
}
