package lotic.ingest.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import lotic.ingest.AdmissionTwin;
import lotic.ingest.LogTwin;
import lotic.ingest.images.Pictures;
import lotic.inspection.PixelLimit;
import lotic.schemas.Limits;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

class GateTest {

    private static final Particulars NOTHING_KNOWN =
            new Particulars(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());

    private final LogTwin log = new LogTwin();
    private final InFlightBytes budget = new InFlightBytes(Limits.IMAGE_BYTES_MAX);
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Gate gate =
            new Gate(
                    log,
                    PixelLimit.standard(),
                    new Watermarks(new AdmissionTwin(), Path.of("."), 0),
                    new RecentSubmissions(),
                    new GateMetrics(registry, budget));

    @AfterEach
    void stop() {
        registry.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"ACKNOWLEDGING", "FAILING"})
    void anImagesRoomIsGivenBackWithItsReceipt(LogTwin.Mood mood) throws IOException {
        log.become(mood);

        assertThat(gate.submit(image(), NOTHING_KNOWN)).isCompleted();

        assertThat(budget.bytes()).isZero();
    }

    @Test
    void anImagesRoomIsGivenBackWhereSubmittingItThrows() throws IOException {
        log.become(LogTwin.Mood.THROWING);
        BodyReader.Outcome image = image();

        assertThatThrownBy(() -> gate.submit(image, NOTHING_KNOWN)).hasMessage("a bug");

        assertThat(budget.bytes()).isZero();
    }

    @Test
    void whatIsRefusedForGoodIsCountedByItsReasonAndWhatMayComeAgainIsNot() throws IOException {
        gate.submit(bytes("no picture"), NOTHING_KNOWN).join();
        gate.submit(bytes("none either"), NOTHING_KNOWN).join();
        gate.submit(tooLarge(), NOTHING_KNOWN).join();
        log.become(LogTwin.Mood.FAILING);
        gate.submit(image(), NOTHING_KNOWN).join();

        assertThat(gate.refusedByReason())
                .containsExactly(entry("not-an-image", 2L), entry("too-large", 1L));
    }

    private BodyReader.Outcome bytes(String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        return new BodyReader(Limits.IMAGE_BYTES_MAX, budget)
                .read(new ByteArrayInputStream(body), OptionalLong.empty());
    }

    private BodyReader.Outcome tooLarge() throws IOException {
        return new BodyReader(100, budget)
                .read(new ByteArrayInputStream(new byte[101]), OptionalLong.empty());
    }

    private BodyReader.Outcome image() throws IOException {
        return new BodyReader(Limits.IMAGE_BYTES_MAX, budget)
                .read(new ByteArrayInputStream(Pictures.jpeg(1)), OptionalLong.empty());
    }
}
