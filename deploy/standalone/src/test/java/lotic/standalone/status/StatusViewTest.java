package lotic.standalone.status;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.time.Instant;
import java.util.List;

class StatusViewTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    @Test
    void aRunThatLearnsIsToldInFiveLines() throws IOException {
        String status =
                """
                {"light": "green", "sentence": "learning 232 images/s, bound by the step; healthy",
                 "run": "demo", "resume": null,
                 "intake": {"submitted": 1204511, "admitted": 1180002, "duplicates": 24311,
                            "rejected": 198, "in_flight": 0},
                 "training": {"step": 9218, "loss": 3.111, "loss_ln_k": 4.159,
                              "learning_rate": 0.3, "halved_at": [7400]},
                 "lag": {"learnt": {"records": 1312, "seconds": 5.61},
                         "durable": {"records": 4808, "seconds": 20.7}, "clear_seconds": 12.4},
                 "newest": {"model": "demo", "version": 37, "published_at": "2026-11-22T11:56:00Z",
                            "knn": 0.613, "knn_untrained": 0.31}}
                """;

        assertThat(lines(status))
                .containsExactly(
                        "● learning 232 images/s, bound by the step; healthy",
                        "intake   1 204 511 submitted = 1 180 002 admitted + 24 311 duplicates +"
                                + " 198 rejected",
                        "training demo · step 9 218 · loss 3.11 (ln K 4.16) · rate 0.30, halved"
                                + " once at step 7 400",
                        "lag      learnt 1 312 records, 5.6 s · durable 4 808 records, 20.7 s ·"
                                + " clears in 12 s",
                        "newest   demo@37 · 4 min ago · kNN 61.3 % (untrained 31.0 %)");
    }

    @Test
    void aRunThatCameBackSaysHow() throws IOException {
        String status =
                """
                {"light": "green", "sentence": "s", "run": "demo",
                 "resume": {"step": 400, "followed": 17,
                            "sentence": "resumed at step 400, followed 17"}}
                """;

        assertThat(lines(status)).contains("         resumed at step 400, followed 17");
    }

    @Test
    void aServiceThatIsAwaySaysWhy() throws IOException {
        String status =
                """
                {"light": "amber", "sentence": "s", "run": "demo",
                 "intake": null, "intake_away": "the ingest service does not answer",
                 "newest": null, "newest_away": null}
                """;

        assertThat(lines(status))
                .contains("intake   the ingest service does not answer", "newest   no version yet");
    }

    @Test
    void theDotHasItsColourOnlyWhereSomebodyLooks() throws IOException {
        var json = new ObjectMapper().readTree("{\"light\": \"red\", \"sentence\": \"s\"}");

        assertThat(new StatusView(json, NOW, true).lines().getFirst())
                .isEqualTo("\u001b[31m●\u001b[0m s");
        assertThat(new StatusView(json, NOW, false).lines().getFirst()).isEqualTo("● s");
    }

    private static List<String> lines(String status) throws IOException {
        return new StatusView(new ObjectMapper().readTree(status), NOW, false).lines();
    }
}
