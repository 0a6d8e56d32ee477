package lotic.trainer.journal;

import lotic.trainer.run.TrainingException;
import lotic.trainer.run.TrainingException.Reason;

import org.apache.avro.specific.SpecificRecord;

import java.util.ArrayList;
import java.util.List;

/// A journal in memory that outlives the trainers that open it, and may lose its connection before
/// or after a commit.
public final class JournalTwin {

    private final List<Journal.Entry> committed = new ArrayList<>();
    private int openings;
    private Fault next = Fault.NONE;

    /// What happens to the next commit.
    public enum Fault {
        NONE,
        /// The trainer dies and the records are not in the journal.
        DIES_BEFORE,
        /// The trainer dies and the records are in the journal.
        DIES_AFTER
    }

    /// The trainer was killed in a commit.
    public static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /// Opens it for a new trainer and shuts the earlier ones out.
    public Journal open() {
        return new Opened(++openings);
    }

    public void next(Fault fault) {
        next = fault;
    }

    /// All that was ever committed.
    public List<Journal.Entry> committed() {
        return List.copyOf(committed);
    }

    private final class Opened implements Journal {

        private final int opening;

        private Opened(int opening) {
            this.opening = opening;
        }

        @Override
        public long commit(List<? extends SpecificRecord> records) {
            if (opening != openings) {
                throw new TrainingException(Reason.FENCED, "another trainer took over");
            }
            Fault fault = next;
            next = Fault.NONE;
            if (fault == Fault.DIES_BEFORE) {
                throw new Killed();
            }
            long first = committed.size();
            records.forEach(record -> committed.add(new Entry(committed.size(), record)));
            if (fault == Fault.DIES_AFTER) {
                throw new Killed();
            }
            return first;
        }

        @Override
        public List<Entry> read(long from) {
            return List.copyOf(committed.subList(Math.toIntExact(from), committed.size()));
        }

        @Override
        public void close() {}
    }
}
