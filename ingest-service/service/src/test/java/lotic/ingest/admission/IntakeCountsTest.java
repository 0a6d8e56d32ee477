package lotic.ingest.admission;

import static org.assertj.core.api.Assertions.assertThat;

import lotic.schemas.RejectionReason;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

class IntakeCountsTest {

    private static final PartitionCounts TEN_READ =
            new PartitionCounts(10, 0, 5000, 0, 6, 2, 1, 3, Map.of(RejectionReason.TOO_SMALL, 1L));

    @Test
    void submittedIsWhatIsDecidedAndWhatIsInFlight() {
        IntakeCounts counts =
                new IntakeCounts(
                        List.of(
                                IntakeCounts.Partition.of(0, TEN_READ, 10, 14),
                                IntakeCounts.Partition.of(1, TEN_READ, 8, 10)));

        assertThat(counts.inFlight()).isEqualTo(4);
        assertThat(counts.submitted()).isEqualTo(24);
        assertThat(counts.submitted())
                .isEqualTo(
                        counts.admitted()
                                + counts.duplicates()
                                + counts.rejected()
                                + counts.inFlight());
        assertThat(counts.rejectedByReason()).isEqualTo(Map.of(RejectionReason.TOO_SMALL, 2L));
        assertThat(counts.meanRecordBytes()).isEqualTo(500);
        assertThat(counts.balance()).isZero();
    }

    @Test
    void markersOfATransactionAreNotInFlight() {
        assertThat(IntakeCounts.Partition.of(0, TEN_READ, 12, 12).inFlight()).isZero();
    }

    @Test
    void whatWasDecidedSinceTheEndWasAskedForIsNotInFlight() {
        assertThat(IntakeCounts.Partition.of(0, TEN_READ, 10, 9).inFlight()).isZero();
    }

    @Test
    void faultsOfTwoPartitionsDoNotCancelOut() {
        PartitionCounts tooFew = new PartitionCounts(2, 0, 0, 0, 1, 0, 0, 0, Map.of());
        PartitionCounts tooMany = new PartitionCounts(1, 0, 0, 0, 2, 0, 0, 0, Map.of());

        IntakeCounts counts =
                new IntakeCounts(
                        List.of(
                                IntakeCounts.Partition.of(0, tooFew, 2, 2),
                                IntakeCounts.Partition.of(1, tooMany, 1, 1)));

        assertThat(counts.balance()).isEqualTo(2);
    }

    @Test
    void beforeTheFirstRecordThereIsNoMean() {
        assertThat(new IntakeCounts(List.of()).meanRecordBytes()).isZero();
    }
}
