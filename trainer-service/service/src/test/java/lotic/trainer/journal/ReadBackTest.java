package lotic.trainer.journal;

import static org.assertj.core.api.Assertions.assertThat;

import lotic.schemas.RunEvent;
import lotic.schemas.RunEventKind;
import lotic.schemas.Slice;
import lotic.schemas.StepPlan;
import lotic.schemas.StepReport;
import lotic.trainer.run.Cursor;

import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

class ReadBackTest {

    @Test
    void plansBehindTheCursorAreNotFollowed() {
        ReadBack readBack = read(plan(1, 0, 4), plan(2, 4, 9), plan(3, 9, 11));

        Cursor cursor = new Cursor(new TreeMap<>(Map.of(0, 4L)));

        assertThat(readBack.after(cursor, 1).plans())
                .extracting(each -> each.plan().getStep())
                .containsExactly(2L, 3L);
    }

    @Test
    void theFirstReportOfAStepCounts() {
        ReadBack readBack = read(report(1, 5, 3.5f), report(2, 5, 3.5f));

        Continuation all = readBack.after(Cursor.START, 0);
        assertThat(all.report(5).orElseThrow().getEpoch()).isEqualTo(1);
        assertThat(all.report(6)).isEmpty();
    }

    @Test
    void eventsOfStepsThatWereMadeAreNotRepeated() {
        assertThat(read(event(1)).after(Cursor.START, 0).events()).hasSize(1);
        assertThat(read(event(1)).after(Cursor.START, 1).events()).isEmpty();
    }

    @Test
    void theHighestEpochIsKnownWhoeverWroteIt() {
        assertThat(read().lastEpoch()).isZero();
        assertThat(read(report(3, 1, 1), event(4), plan(1, 0, 1)).lastEpoch()).isEqualTo(4);
    }

    private static ReadBack read(SpecificRecord... records) {
        List<Journal.Entry> entries = new ArrayList<>();
        for (SpecificRecord record : records) {
            entries.add(new Journal.Entry(entries.size(), record));
        }
        return new ReadBack(entries);
    }

    private static StepPlan plan(long step, long from, long to) {
        List<Slice> slices = List.of(new Slice(0, from, to));
        return new StepPlan("run", 1L, step, slices, List.of(), List.of(), List.of());
    }

    private static StepReport report(long epoch, long step, float loss) {
        return new StepReport(
                "run", epoch, step, false, loss, 0.1, 4, 0, 4L, 1f, Map.of(), Instant.EPOCH);
    }

    private static RunEvent event(long epoch) {
        return new RunEvent("run", epoch, 1L, RunEventKind.RESUMED, "", Instant.EPOCH);
    }
}
