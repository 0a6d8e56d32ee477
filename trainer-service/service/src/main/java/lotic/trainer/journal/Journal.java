package lotic.trainer.journal;

import lotic.trainer.run.TrainingException;

import org.apache.avro.specific.SpecificRecord;

import java.util.List;

/// The journal as one trainer sees it. Opening it shuts every earlier trainer of the same run out;
/// what that one had not committed by then never will be. One thread uses it, any may close it.
public interface Journal extends AutoCloseable {

    /// Appends records, all or none, and returns when they are committed. A broker that is away is
    /// waited for.
    ///
    /// @return the position of the first
    /// @throws TrainingException with reason FENCED if another trainer opened the journal
    long commit(List<? extends SpecificRecord> records);

    /// The run's committed records from a position on, in order.
    ///
    /// @param from a position that [#commit] returned, or 0 for all there is
    /// @throws TrainingException with reason JOURNAL_GAP if the journal no longer reaches back to
    ///   it
    List<Entry> read(long from);

    /// Gives up waiting, within seconds.
    @Override
    void close();

    /// A committed record and its position.
    record Entry(long position, SpecificRecord value) {}
}
