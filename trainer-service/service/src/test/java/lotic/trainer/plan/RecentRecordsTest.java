package lotic.trainer.plan;

import static org.assertj.core.api.Assertions.assertThat;

import lotic.schemas.Replayed;

import org.junit.jupiter.api.Test;

import java.util.List;

class RecentRecordsTest {

    private final RecentRecords recent = new RecentRecords(3, 1000);

    @Test
    void theMostRecentFillFirst() {
        recent.learnt(0, 10, 1);
        recent.learnt(1, 11, 1);

        assertThat(recent.fill(1, List.of())).containsExactly(new Replayed(1, 11L, 1));
    }

    @Test
    void aBatchWithoutAPastIsFilledWithItsOwnRecordsAroundAndAround() {
        List<Fact> fresh = List.of(Fact.learnable(0, 5), Fact.learnable(0, 6));

        assertThat(recent.fill(5, fresh))
                .containsExactly(
                        new Replayed(0, 5L, 1),
                        new Replayed(0, 6L, 1),
                        new Replayed(0, 5L, 2),
                        new Replayed(0, 6L, 2),
                        new Replayed(0, 5L, 3));
    }

    @Test
    void everyUseOfARecordHasItsOwnNumber() {
        recent.learnt(0, 10, 1);
        recent.fill(2, List.of()).forEach(recent::replayed);

        assertThat(recent.fill(2, List.of()))
                .containsExactly(new Replayed(0, 10L, 3), new Replayed(0, 10L, 4));
    }

    @Test
    void theOldestGiveWay() {
        for (long offset = 0; offset < 5; offset++) {
            recent.learnt(0, offset, 1);
        }

        assertThat(recent.oldestOrdinal()).isEqualTo(2);
        assertThat(recent.find(0, 1)).isEmpty();
    }

    @Test
    void bytesAreBoundedToo() {
        recent.learnt(0, 0, 600);
        recent.learnt(0, 1, 600);

        assertThat(recent.oldestFirst()).containsExactly(new RecentRecords.Recent(1, 0, 1, 600, 1));
    }

    @Test
    void aCopyGoesOnAlike() {
        recent.learnt(0, 0, 1);
        recent.learnt(2, 7, 1);
        recent.replayed(new Replayed(2, 7L, 1));

        RecentRecords copy = new RecentRecords(3, 1000, recent.oldestFirst(), recent.nextOrdinal());

        assertThat(copy.fill(4, List.of())).isEqualTo(recent.fill(4, List.of()));
        assertThat(copy.learnt(0, 1, 1)).isEqualTo(recent.learnt(0, 1, 1));
    }
}
