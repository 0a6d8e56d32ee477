package lotic.ingest.intake;

import lotic.schemas.ImageDigest;
import lotic.schemas.Submission;

import java.util.concurrent.CompletableFuture;

/// Where submissions are written: the submitted topic.
public interface SubmissionLog extends AutoCloseable {

    /// Where a submission lies.
    record Position(String topic, int partition, long offset) {}

    /// Appends a submission. May be called from any thread; waits at most a few seconds for room.
    ///
    /// @return done once all replicas hold it, or failed with [SubmissionLogException] within a
    ///   bounded time
    CompletableFuture<Position> append(ImageDigest key, Submission submission);

    @Override
    void close();
}
