package lotic.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import lotic.ingest.admission.AdmissionMetrics;
import lotic.ingest.intake.Watermarks;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

class UpkeepTest {

    @TempDir private Path folder;
    private final AdmissionTwin admission = new AdmissionTwin();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @AfterEach
    void stop() {
        registry.close();
    }

    @Test
    void aBrokerThatDoesNotAnswerIsToldUntilItDoes() {
        try (Upkeep upkeep = upkeep()) {
            admission.away = true;
            upkeep.attempt(admission::counts);
            assertThat(upkeep.brokerFault()).hasValue("the broker does not answer");

            admission.away = false;
            upkeep.attempt(admission::counts);
            assertThat(upkeep.brokerFault()).isEmpty();
        }
    }

    @Test
    void aDiskThatCannotBeSeenDoesNotEndTheTask() {
        try (Upkeep upkeep = upkeep()) {
            Watermarks blind = new Watermarks(admission, folder.resolve("gone"), 1);

            assertThatCode(() -> upkeep.attempt(blind::look)).doesNotThrowAnyException();
        }
    }

    private Upkeep upkeep() {
        return new Upkeep(
                admission,
                new Watermarks(admission, folder, 0),
                new AdmissionMetrics(registry, admission));
    }
}
