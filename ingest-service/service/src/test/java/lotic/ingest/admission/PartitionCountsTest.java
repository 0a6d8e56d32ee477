package lotic.ingest.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import lotic.schemas.RejectionReason;

import org.junit.jupiter.api.Test;

import java.util.Map;
import java.util.Random;

class PartitionCountsTest {

    @Test
    void everyRecordIsInExactlyOneCount() {
        PartitionCounts counts =
                PartitionCounts.NONE
                        .after(0, 100, new Outcome.Admitted(false, false))
                        .after(1, 100, new Outcome.Admitted(true, true))
                        .after(2, 100, new Outcome.Duplicate())
                        .after(3, 100, rejected(RejectionReason.TRUNCATED))
                        .after(4, 100, rejected(RejectionReason.TRUNCATED))
                        .after(5, 100, new Outcome.Resent());

        assertThat(counts)
                .isEqualTo(
                        new PartitionCounts(
                                6, 0, 600, 1, 2, 1, 1, 1, Map.of(RejectionReason.TRUNCATED, 2L)));
        assertThat(counts.submitted()).isEqualTo(5);
        assertThat(counts.balance()).isZero();
    }

    @Test
    void offsetsWithoutARecordArePassedAndDoNotCount() {
        PartitionCounts counts =
                PartitionCounts.NONE
                        .after(1000, 1, new Outcome.Duplicate()) // retention took the first
                        .after(1003, 1, new Outcome.Duplicate()); // a transaction's markers

        assertThat(counts.nextOffset()).isEqualTo(1004);
        assertThat(counts.passed()).isEqualTo(1002);
        assertThat(counts.submitted()).isEqualTo(2);
        assertThat(counts.balance()).isZero();
    }

    @Test
    void aRecordThatIsCountedIsRefused() {
        PartitionCounts counts = PartitionCounts.NONE.after(7, 1, new Outcome.Duplicate());

        assertThatThrownBy(() -> counts.after(7, 1, new Outcome.Duplicate()))
                .hasMessage("offset 7 is counted already, next is 8");
    }

    @Test
    void whatWasStoredComesBack() {
        Random random = new Random(5);
        PartitionCounts counts = PartitionCounts.NONE;
        for (int offset = 0; offset < 500; offset += 1 + random.nextInt(3)) {
            counts =
                    counts.after(
                            offset,
                            random.nextInt(1 << 20),
                            switch (random.nextInt(4)) {
                                case 0 ->
                                        new Outcome.Admitted(
                                                random.nextBoolean(), random.nextBoolean());
                                case 1 -> new Outcome.Duplicate();
                                case 2 -> new Outcome.Resent();
                                default ->
                                        rejected(
                                                RejectionReason.values()[
                                                        random.nextInt(
                                                                RejectionReason.values().length)]);
                            });

            assertThat(PartitionCounts.fromStored(counts.toBytes())).isEqualTo(counts);
            assertThat(counts.balance()).isZero();
        }
    }

    @Test
    void nothingStoredIsNothingCounted() {
        assertThat(PartitionCounts.fromStored(null)).isEqualTo(PartitionCounts.NONE);
    }

    @Test
    void aLayoutOfAnotherReleaseIsRefused() {
        byte[] stored = PartitionCounts.NONE.toBytes();
        stored[0] = 9;

        assertThatThrownBy(() -> PartitionCounts.fromStored(stored))
                .hasMessageContaining("layout 9");
    }

    private static Outcome rejected(RejectionReason reason) {
        return new Outcome.Rejected(reason, "because");
    }
}
