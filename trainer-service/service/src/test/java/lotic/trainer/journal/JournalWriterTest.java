package lotic.trainer.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import lotic.schemas.RunEvent;
import lotic.schemas.RunEventKind;
import lotic.trainer.SimulatedClock;
import lotic.trainer.role.Bell;
import lotic.trainer.run.TrainingException;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;

class JournalWriterTest {

    private final JournalTwin journal = new JournalTwin();
    private final SimulatedClock clock = new SimulatedClock();
    private final AtomicInteger commits = new AtomicInteger();
    private final JournalWriter writer =
            new JournalWriter(journal.open(), clock, new Bell(), commits::incrementAndGet);

    @Test
    void recordsWaitForCompany() {
        Commit first = writer.append(event(1));
        assertThat(writer.work()).isFalse();

        clock.advance(JournalWriter.COMMIT_EVERY);
        Commit second = writer.append(event(2));
        assertThat(writer.work()).isTrue();

        assertThat(commits).hasValue(1);
        assertThat(first.position()).isZero();
        assertThat(second.position()).isZero();
        assertThat(journal.committed())
                .extracting(Journal.Entry::value)
                .containsExactly(event(1), event(2));
    }

    @Test
    void whoeverWaitsCanHurry() {
        Commit commit = writer.append(event(1));

        writer.hurry();
        writer.work();

        assertThat(commit.done()).isTrue();
    }

    @Test
    void nothingToSayMakesNoCommit() {
        writer.hurry();

        assertThat(writer.work()).isFalse();
    }

    @Test
    void aSecondTrainerShutsTheFirstOut() {
        Commit commit = writer.append(event(1));
        journal.open();
        writer.hurry();

        assertThatThrownBy(writer::work)
                .isInstanceOf(TrainingException.class)
                .extracting(e -> ((TrainingException) e).reason())
                .isEqualTo(TrainingException.Reason.FENCED);
        assertThat(commit.done()).isFalse();
    }

    private RunEvent event(long step) {
        return new RunEvent("run", 1L, step, RunEventKind.STARTED, "a run", Instant.EPOCH);
    }
}
