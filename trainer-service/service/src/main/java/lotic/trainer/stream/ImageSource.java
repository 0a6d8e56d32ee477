package lotic.trainer.stream;

import lotic.trainer.run.Cursor;
import lotic.trainer.run.TrainingException;

import java.time.Duration;
import java.util.Set;

/// The image topic, read committed. One thread uses it; any may call [#wake].
public interface ImageSource extends AutoCloseable {

    /// Name of the topic.
    String name();

    /// What tells this topic from a later one of the same name.
    String topic();

    /// Places the reader: where the cursor says, and at the beginning of partitions that it does
    /// not know.
    ///
    /// @return where reading begins, all partitions
    /// @throws TrainingException with reason LOG_TRUNCATED if the log ends before the cursor
    Cursor begin(Cursor cursor);

    /// Waits for records of all partitions but some.
    ///
    /// @param patience how long to wait at most
    /// @param paused partitions whose records are to stay where they are
    Fetch poll(Duration patience, Set<Integer> paused);

    /// Shows others how far the run is saved.
    void saved(Cursor cursor);

    /// Ends a wait in [#poll] early.
    void wake();

    @Override
    void close();
}
