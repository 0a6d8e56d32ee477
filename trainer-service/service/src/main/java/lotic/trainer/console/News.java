package lotic.trainer.console;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;

import lotic.trainer.status.TrainerStatus;

import java.util.List;

/// What somebody who looks on does not know yet.
///
/// @param reset true if everything that was told before is of another run, or nothing was
/// @param status as of now, in brief
/// @param rates of the last seconds
/// @param curve points that are new
/// @param events that are new, oldest first; the last few may be known already
/// @param river samples that are new, oldest first
/// @param pictures that are new, newest first
/// @param galleries steps of which there is a gallery, newest first
@Serdeable(naming = SnakeCaseStrategy.class)
public record News(
        boolean reset,
        TrainerStatus status,
        RiverRates rates,
        Curve curve,
        List<TrainerStatus.Event> events,
        List<RiverSample> river,
        List<PictureNews> pictures,
        List<Long> galleries) {}
