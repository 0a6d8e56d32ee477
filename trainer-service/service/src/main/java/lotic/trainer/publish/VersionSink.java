package lotic.trainer.publish;

/// Where the learner's thread leaves snapshots. Taking one never waits for the registry.
public interface VersionSink {

    /// True if a snapshot would be taken now; asked before the learner pays for the copy.
    boolean ready();

    /// Takes a snapshot over.
    ///
    /// @return false if the bound on waiting snapshots is reached; then the caller keeps the
    ///   snapshot's buffers
    boolean offer(Snapshot snapshot);
}
