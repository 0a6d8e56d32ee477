package lotic.ingest.admission;

import static org.assertj.core.api.Assertions.assertThat;

import lotic.schemas.RejectionReason;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

class SightingTest {

    private static final Instant NOW = Instant.ofEpochMilli(1_795_000_000_123L);

    static Stream<Sighting> ofEachKind() {
        return Stream.of(
                new Sighting(11, 1L << 40, new Outcome.Admitted(true, false), Optional.of(NOW)),
                new Sighting(0, 0, new Outcome.Admitted(false, true), Optional.of(NOW)),
                new Sighting(3, 5, new Outcome.Duplicate(), Optional.of(NOW)),
                new Sighting(
                        3,
                        5,
                        new Outcome.Rejected(RejectionReason.TOO_SMALL, "1 x 1 pixels"),
                        Optional.empty()));
    }

    @ParameterizedTest
    @MethodSource("ofEachKind")
    void whatWasStoredComesBack(Sighting sighting) {
        assertThat(Sighting.fromBytes(sighting.toBytes())).isEqualTo(sighting);
    }

    @Test
    void aLongDetailIsCut() {
        Sighting sighting =
                new Sighting(
                        0,
                        0,
                        new Outcome.Rejected(RejectionReason.BAD_FIELD, "ä".repeat(100_000)),
                        Optional.empty());

        assertThat(sighting.toBytes()).hasSizeLessThan(1000);
    }
}
