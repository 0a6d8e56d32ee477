package lotic.trainer.web;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.serde.annotation.Serdeable;

import lotic.trainer.console.RiverRates;
import lotic.trainer.console.RiverSample;

import java.util.List;

/// `GET /v1/river`: how records came and went over the last ten minutes.
@Controller("/v1/river")
final class RiverController {

    private final Console console;

    RiverController(TrainerHttp.View view) {
        this.console = view.console();
    }

    /// The answer.
    ///
    /// @param rates of the last seconds
    /// @param samples oldest first
    @Serdeable
    record River(RiverRates rates, List<RiverSample> samples) {}

    @Get
    River river() {
        return new River(console.river().rates(), console.river().samples());
    }
}
