package lotic.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import lotic.inspection.PixelLimit;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;

class IngestSettingsTest {

    private static final Path FOLDER = Path.of("data");

    @Test
    void theDefaultsAreThoseOfTheRooms() {
        assertThat(IngestSettings.defaults(FOLDER).pixelLimit()).isEqualTo(PixelLimit.standard());
    }

    @Test
    void aBudgetThatHoldsNoLargestImageIsRefused() {
        assertThatThrownBy(() -> TestSettings.with(FOLDER, 1 << 20, 0, 0))
                .hasMessage(
                        "ingest.in-flight-bytes-max is 1048576; give at least"
                                + " ingest.max-image-bytes, or the largest image never gets in");
    }

    @Test
    void aPortBeyondTheLastIsRefusedByItsKey() {
        assertThatThrownBy(() -> TestSettings.with(FOLDER, 64 << 20, 0, 70_000))
                .hasMessage("ingest.port is 70000; give 0 to 65535");
    }
}
