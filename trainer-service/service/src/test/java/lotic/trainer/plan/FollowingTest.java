package lotic.trainer.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import lotic.schemas.PassReason;
import lotic.schemas.StepPlan;
import lotic.trainer.run.Cursor;
import lotic.trainer.run.TrainingException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.SplittableRandom;

class FollowingTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void aJournalledPlanFindsTheRecordsThatWereDecided(long seed) {
        KnownFacts facts = KnownFacts.drawn(new SplittableRandom(seed), 3, 100);
        Cursor cursor = facts.beginning();

        while (new Planner(8).draft(cursor, facts.ends(), facts) instanceof Draft.Ready ready) {
            assertThat(new Following(planOf(ready)).draft(facts)).isEqualTo(ready);
            cursor = cursor.after(ready.slices());
        }
    }

    @Test
    void itWaitsForRecordsThatAreNotReadYet() {
        KnownFacts facts = threeRecords();
        StepPlan plan = planOf(decide(facts));

        facts.knownUpTo(0, 1);

        assertThat(new Following(plan).draft(facts)).isEqualTo(new Draft.Missing(0, 1));
    }

    @Test
    void lostOffsetsOfThePlanAreNotLookedFor() {
        KnownFacts before = new KnownFacts();
        before.add(Fact.lost(0, 0, 2));
        before.add(Fact.learnable(0, 2));
        StepPlan plan = planOf(decide(before));

        KnownFacts now = new KnownFacts();
        now.add(Fact.learnable(0, 2));

        assertThat(new Following(plan).draft(now)).isInstanceOf(Draft.Ready.class);
    }

    @Test
    void aRecordThatNoLongerDecodesStopsTheRun() {
        StepPlan plan = planOf(decide(threeRecords()));

        KnownFacts now = threeRecords();
        now.add(Fact.passed(0, 1, PassReason.UNDECODABLE));

        assertThatThrownBy(() -> new Following(plan).draft(now))
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining("record 1 of partition 0, which is now no picture");
    }

    @Test
    void aRecordThatVanishedStopsTheRun() {
        StepPlan plan = planOf(decide(threeRecords()));

        KnownFacts now = new KnownFacts();
        now.add(Fact.lost(0, 0, 2));
        now.add(Fact.learnable(0, 2));

        assertThatThrownBy(() -> new Following(plan).draft(now))
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining("deleted (retention)");
    }

    private static KnownFacts threeRecords() {
        KnownFacts facts = new KnownFacts();
        for (long offset = 0; offset < 3; offset++) {
            facts.add(Fact.learnable(0, offset));
        }
        return facts;
    }

    private static Draft.Ready decide(KnownFacts facts) {
        return (Draft.Ready) new Planner(8).draft(facts.beginning(), facts.ends(), facts);
    }

    private static StepPlan planOf(Draft.Ready ready) {
        return new StepPlan("r", 1L, 1L, ready.slices(), ready.passed(), List.of(), List.of());
    }
}
