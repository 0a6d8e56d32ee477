package lotic.trainer.steps;

import lotic.schemas.RunEvent;
import lotic.schemas.RunEventKind;
import lotic.trainer.journal.Commit;
import lotic.trainer.journal.JournalWriter;
import lotic.trainer.run.RunProgress.Happening;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;

/// Tells what happens to the run: to the journal for good, and to whoever asks how it goes. What an
/// operator has to know stands in the log too. Safe for use by many threads.
public final class RunEvents {

    /// How many events are kept in memory.
    public static final int KEPT = 200;

    private static final Logger LOG = LoggerFactory.getLogger(RunEvents.class);

    private final String run;
    private final long epoch;
    private final JournalWriter journal;
    private final InstantSource wall;
    private final Deque<Happening> newestLast = new ArrayDeque<>();

    /// @param wall stamps the events
    /// @param before what happened before this start of the trainer, oldest first
    public RunEvents(
            String run,
            long epoch,
            JournalWriter journal,
            InstantSource wall,
            List<RunEvent> before) {
        this.run = run;
        this.epoch = epoch;
        this.journal = journal;
        this.wall = wall;
        before.forEach(this::remember);
    }

    /// Name of the run.
    public String run() {
        return run;
    }

    /// The start of the trainer that tells.
    public long epoch() {
        return epoch;
    }

    /// Journals an event and remembers it.
    ///
    /// @param atStep the step before which it takes effect
    /// @param detail a sentence, or what a reader needs to repeat it
    public Commit tell(long atStep, RunEventKind kind, String detail) {
        RunEvent event = new RunEvent(run, epoch, atStep, kind, detail, wall.instant());
        remember(event);
        if (kind == RunEventKind.RECORDS_LOST) {
            LOG.warn("run={} step={} event=records-lost: {}", run, atStep, detail);
        }
        return journal.append(event);
    }

    /// Remembers something that only this machine cares about.
    ///
    /// @param kind in kebab-case
    /// @param detail a sentence
    public void note(long step, String kind, String detail) {
        LOG.warn("run={} step={} event={}: {}", run, step, kind, detail);
        remember(new Happening(wall.instant(), step, kind, detail));
    }

    private void remember(RunEvent event) {
        String kind = event.getKind().name().toLowerCase(Locale.ROOT).replace('_', '-');
        remember(new Happening(event.getHappenedAt(), event.getAtStep(), kind, event.getDetail()));
    }

    private synchronized void remember(Happening happening) {
        newestLast.addLast(happening);
        if (newestLast.size() > KEPT) {
            newestLast.removeFirst();
        }
    }

    /// What happened lately, the newest last.
    public synchronized List<Happening> lately() {
        return List.copyOf(newestLast);
    }
}
