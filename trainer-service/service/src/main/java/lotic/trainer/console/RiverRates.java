package lotic.trainer.console;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;

import java.util.Optional;

/// How fast records came and went over the last seconds, per second; null where that is not known.
///
/// @param submitted acknowledged by the broker
/// @param admitted let through
/// @param learnt distinct records learnt
@Serdeable(naming = SnakeCaseStrategy.class)
public record RiverRates(
        Optional<Double> submitted, Optional<Double> admitted, Optional<Double> learnt) {}
