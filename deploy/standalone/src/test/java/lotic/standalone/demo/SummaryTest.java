package lotic.standalone.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.time.Duration;

class SummaryTest {

    private static final String INTAKE =
            """
            {"submitted": 120, "admitted": 100, "repeats": 3, "duplicates": 12, "rejected": 8,
             "resent": 1, "in_flight": 0}
            """;

    private static final String STATUS =
            """
            {"run": "demo",
             "training": {"step": 9, "loss": 3.5, "loss_ln_k": 4.16, "trained": 80, "held_out": 10,
                          "skipped": 2, "lost": 0, "waiting": 8},
             "newest": {"version": 7, "knn": 0.5, "knn_untrained": 0.3, "knn_queries": 40}}
            """;

    @Test
    void holdsTheCountsOfIntakeTrainingAndTheNewestVersion() throws IOException {
        JsonNode json = new Summary(standing(INTAKE, STATUS), 4, 2, Duration.ofMillis(1500)).json();

        assertThat(json.path("submitted").asLong()).isEqualTo(120);
        assertThat(json.path("trained").asLong()).isEqualTo(80);
        assertThat(json.path("turned_away").asLong()).isEqualTo(4);
        assertThat(json.path("versions").asLong()).isEqualTo(2);
        assertThat(json.path("knn").asDouble()).isEqualTo(0.5);
        assertThat(json.path("seconds").asDouble()).isEqualTo(1.5);
    }

    @Test
    void whatIsNotKnownIsNullAndNotMissing() throws IOException {
        JsonNode json =
                new Summary(standing(INTAKE, "{\"newest\": null}"), 0, 0, Duration.ZERO).json();

        assertThat(json.has("knn")).isTrue();
        assertThat(json.path("knn").isNull()).isTrue();
        assertThat(json.path("trained").isNull()).isTrue();
    }

    @Test
    void countsAreSettledWhenTheTrainerKnowsOfEveryAdmittedPicture() throws IOException {
        assertThat(standing(INTAKE, STATUS).settled()).isTrue();
        assertThat(standing(INTAKE, STATUS.replace("\"waiting\": 8", "\"waiting\": 7")).settled())
                .isFalse();
        assertThat(
                        standing(INTAKE.replace("\"in_flight\": 0", "\"in_flight\": 1"), STATUS)
                                .settled())
                .isFalse();
        assertThat(standing(INTAKE, STATUS).drained()).isFalse();
    }

    private static Standing standing(String intake, String status) throws IOException {
        var json = new ObjectMapper();
        return new Standing(json.readTree(intake), json.readTree(status));
    }
}
