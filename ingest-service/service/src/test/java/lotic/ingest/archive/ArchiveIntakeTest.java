package lotic.ingest.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import lotic.ingest.AdmissionTwin;
import lotic.ingest.LogTwin;
import lotic.ingest.admission.Backlog;
import lotic.ingest.images.Pictures;
import lotic.ingest.intake.BodyReader;
import lotic.ingest.intake.Gate;
import lotic.ingest.intake.GateMetrics;
import lotic.ingest.intake.InFlightBytes;
import lotic.ingest.intake.Particulars;
import lotic.ingest.intake.Receipt;
import lotic.ingest.intake.RecentSubmissions;
import lotic.ingest.intake.Watermarks;
import lotic.inspection.PixelLimit;
import lotic.schemas.Limits;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

class ArchiveIntakeTest {

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
    private final AdmissionTwin admission = new AdmissionTwin();
    private final Watermarks watermarks = new Watermarks(admission, Path.of("."), 0);
    private final InFlightBytes budget = new InFlightBytes(Limits.IMAGE_BYTES_MAX);
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Gate gate =
            new Gate(
                    log,
                    PixelLimit.standard(),
                    watermarks,
                    new RecentSubmissions(),
                    new GateMetrics(registry, budget));

    @AfterEach
    void stop() {
        registry.close();
    }

    @Test
    void whileTheGateIsClosedSamplesAreRefusedOneByOneAndHoldNoRoom() throws IOException {
        ArchiveIntake intake =
                intake(
                        new TarBytes()
                                .file("0.jpg", Pictures.jpeg(0))
                                .file("1.jpg", Pictures.jpeg(1))
                                .file("2.jpg", Pictures.jpeg(2)));
        assertThat(next(intake).receipt()).isInstanceOf(Receipt.Acknowledged.class);

        admission.backlog = new Backlog(9, 501, 1000);
        watermarks.look();
        ArchiveIntake.Answer refused = next(intake);
        admission.backlog = new Backlog(0, 0, 1000);
        watermarks.look();
        ArchiveIntake.Answer last = next(intake);

        assertThat(refused.name()).isEqualTo("1.jpg");
        assertThat(refused.receipt())
                .isInstanceOfSatisfying(
                        Receipt.Refused.class,
                        refusal -> assertThat(refusal.code()).isEqualTo("admission-behind"));
        assertThat(last.receipt()).isInstanceOf(Receipt.Acknowledged.class);
        assertThat(log.submissions()).hasSize(2);
        assertThat(budget.bytes()).isZero();
    }

    private ArchiveIntake intake(TarBytes archive) {
        SampleReader samples =
                new SampleReader(
                        new ByteArrayInputStream(archive.end()),
                        new BodyReader(Limits.IMAGE_BYTES_MAX, budget),
                        Duration.ofSeconds(1));
        return new ArchiveIntake(samples, gate, NOTHING_KNOWN);
    }

    private static ArchiveIntake.Answer next(ArchiveIntake intake) throws IOException {
        return intake.next().orElseThrow();
    }
}
