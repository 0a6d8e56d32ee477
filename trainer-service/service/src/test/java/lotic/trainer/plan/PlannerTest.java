package lotic.trainer.plan;

import static org.assertj.core.api.Assertions.assertThat;

import lotic.schemas.PassReason;
import lotic.schemas.Slice;
import lotic.trainer.run.Cursor;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;

class PlannerTest {

    private static final int BATCH = 8;

    private final Planner planner = new Planner(BATCH);

    @Test
    void everyPartitionGivesTheSameShare() {
        KnownFacts facts = new KnownFacts();
        learnable(facts, 0, 10);
        learnable(facts, 1, 10);

        Draft.Ready ready = ready(facts.beginning(), facts);

        assertThat(ready.slices()).containsExactly(slice(0, 0, 4), slice(1, 0, 4));
    }

    @Test
    void theLongestBacklogGivesWhatTheShortOnesLack() {
        KnownFacts facts = new KnownFacts();
        learnable(facts, 0, 10);
        learnable(facts, 1, 1);
        learnable(facts, 2, 30);

        Draft.Ready ready = ready(facts.beginning(), facts);

        // A quota of 2 each; partition 1 has one, so three places are left for partition 2.
        assertThat(ready.slices()).containsExactly(slice(0, 0, 2), slice(1, 0, 1), slice(2, 0, 5));
    }

    @Test
    void ofEqualBacklogsTheLowerPartitionGivesTheRest() {
        KnownFacts facts = new KnownFacts();
        for (int partition = 0; partition < 3; partition++) {
            learnable(facts, partition, 10);
        }

        Draft.Ready ready = ready(facts.beginning(), facts);

        assertThat(ready.slices()).containsExactly(slice(0, 0, 4), slice(1, 0, 2), slice(2, 0, 2));
    }

    @Test
    void passedRecordsTakeNoPlace() {
        KnownFacts facts = new KnownFacts();
        facts.add(Fact.passed(0, 0, PassReason.UNDECODABLE));
        facts.add(Fact.learnable(0, 1));
        facts.add(Fact.passed(0, 2, PassReason.HELD_OUT));
        facts.add(Fact.learnable(0, 3));
        facts.add(Fact.learnable(0, 4));

        Draft draft = new Planner(2).draft(facts.beginning(), facts.ends(), facts);

        Draft.Ready ready = (Draft.Ready) draft;
        assertThat(ready.slices()).containsExactly(slice(0, 0, 4));
        assertThat(ready.fresh()).containsExactly(Fact.learnable(0, 1), Fact.learnable(0, 3));
        assertThat(ready.passed()).hasSize(2);
    }

    @Test
    void aSliceReachesToTheEndWhenOnlyMarkersAreLeft() {
        KnownFacts facts = new KnownFacts();
        learnable(facts, 0, BATCH);
        facts.end(0, BATCH + 3);

        assertThat(ready(facts.beginning(), facts).slices())
                .containsExactly(slice(0, 0, BATCH + 3));
    }

    @Test
    void markersAloneMakeNoPlan() {
        KnownFacts facts = new KnownFacts();
        facts.end(0, 5);

        assertThat(planner.draft(facts.beginning(), facts.ends(), facts))
                .isEqualTo(new Draft.Nothing());
    }

    @Test
    void nothingIsDecidedWithoutAFactThatItDependsOn() {
        KnownFacts facts = new KnownFacts();
        learnable(facts, 0, 10);
        learnable(facts, 1, 10);
        facts.knownUpTo(1, 2);

        assertThat(planner.draft(facts.beginning(), facts.ends(), facts))
                .isEqualTo(new Draft.Missing(1, 2));
    }

    @Test
    void lostOffsetsArePassedInOnePiece() {
        KnownFacts facts = new KnownFacts();
        facts.add(Fact.lost(0, 0, 700));
        facts.add(Fact.learnable(0, 700));

        Draft.Ready ready = ready(facts.beginning(), facts);

        assertThat(ready.passed()).hasSize(1);
        assertThat(ready.passed().getFirst().getCount()).isEqualTo(700);
        assertThat(ready.slices()).containsExactly(slice(0, 0, 701));
    }

    @Test
    void aFloodOfBrokenImagesIsSpreadOverPlans() {
        KnownFacts facts = new KnownFacts();
        int flood = Planner.PASSED_PER_PARTITION_MAX + 10;
        for (long offset = 0; offset < flood; offset++) {
            facts.add(Fact.passed(0, offset, PassReason.UNDECODABLE));
        }

        Draft.Ready ready = ready(facts.beginning(), facts);

        assertThat(ready.passed()).hasSize(Planner.PASSED_PER_PARTITION_MAX);
        assertThat(ready.slices()).containsExactly(slice(0, 0, Planner.PASSED_PER_PARTITION_MAX));
    }

    /// Plans until nothing is left, with the facts coming to light in an order that the seed draws.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void slicesTileTheLogAndEveryRecordIsLearntOrPassedOnce(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        KnownFacts facts = KnownFacts.drawn(random, 1 + random.nextInt(5), 200);

        Cursor cursor = facts.beginning();
        Set<List<Long>> seen = new HashSet<>();
        long learnt = 0;
        while (planner.draft(cursor, facts.ends(), facts) instanceof Draft.Ready ready) {
            assertThat(ready.fresh()).hasSizeLessThanOrEqualTo(BATCH);
            for (Fact fact : ready.fresh()) {
                assertThat(seen.add(List.of((long) fact.partition(), fact.offset()))).isTrue();
                learnt++;
            }
            ready.passed()
                    .forEach(
                            passed ->
                                    assertThat(
                                                    seen.add(
                                                            List.of(
                                                                    (long) passed.getPartition(),
                                                                    passed.getOffset())))
                                            .isTrue());
            cursor = cursor.after(ready.slices()); // refuses slices that do not tile
        }

        assertThat(learnt).isEqualTo(facts.learnable());
        assertThat(seen).hasSize((int) facts.records());
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23, 24, 25, 26, 27, 28})
    void theOrderInWhichFactsComeToLightChangesNothing(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        KnownFacts facts = KnownFacts.drawn(random, 4, 150);
        Draft atOnce = planner.draft(facts.beginning(), facts.ends(), facts);

        Map<Integer, Long> unveiled = new TreeMap<>();
        facts.ends().keySet().forEach(partition -> unveiled.put(partition, 0L));
        unveiled.forEach(facts::knownUpTo);
        List<Draft> drafts = new ArrayList<>();
        while (unveiled.entrySet().stream()
                .anyMatch(each -> each.getValue() < facts.ends().get(each.getKey()))) {
            int partition = random.nextInt(4);
            unveiled.merge(partition, 1L + random.nextInt(9), Long::sum);
            facts.knownUpTo(partition, unveiled.get(partition));
            drafts.add(planner.draft(facts.beginning(), facts.ends(), facts));
        }

        assertThat(drafts)
                .allSatisfy(
                        draft ->
                                assertThat(draft instanceof Draft.Missing || draft.equals(atOnce))
                                        .isTrue());
        assertThat(drafts.getLast()).isEqualTo(atOnce);
    }

    private Draft.Ready ready(Cursor cursor, KnownFacts facts) {
        return (Draft.Ready) planner.draft(cursor, facts.ends(), facts);
    }

    private static void learnable(KnownFacts facts, int partition, int records) {
        for (long offset = 0; offset < records; offset++) {
            facts.add(Fact.learnable(partition, offset));
        }
    }

    private static Slice slice(int partition, long from, long to) {
        return new Slice(partition, from, to);
    }
}
