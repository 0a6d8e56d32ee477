package lotic.standalone.demo;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.Optional;

/// Where the river is, as its services tell it at one moment.
///
/// @param intake the ingest service's `GET /v1/intake`
/// @param status the trainer's `GET /v1/status`
record Standing(JsonNode intake, JsonNode status) {

    /// Pictures that are submitted and not learnt, held out or passed over.
    long backlog() {
        return intake.path("in_flight").asLong() + training("waiting");
    }

    /// True if every submitted picture is judged and the trainer knows of every admitted one.
    boolean settled() {
        return intake.path("in_flight").asLong() == 0 && admitted() == known();
    }

    /// True if, besides, nothing waits to be learnt.
    boolean drained() {
        return settled() && training("waiting") == 0;
    }

    long step() {
        return training("step");
    }

    double imagesPerSecond() {
        return status.path("training").path("images_per_second").asDouble();
    }

    /// Number of the newest version; 0 before the first.
    long newestVersion() {
        return status.path("newest").path("version").asLong();
    }

    /// The loss of the last step, if it was finite.
    Optional<Double> loss() {
        JsonNode loss = status.path("training").path("loss");
        return loss.isNumber() ? Optional.of(loss.asDouble()) : Optional.empty();
    }

    double lossLnK() {
        return status.path("training").path("loss_ln_k").asDouble();
    }

    private long admitted() {
        return intake.path("admitted").asLong();
    }

    private long known() {
        return training("trained")
                + training("held_out")
                + training("skipped")
                + training("lost")
                + training("waiting");
    }

    private long training(String key) {
        return status.path("training").path(key).asLong();
    }
}
