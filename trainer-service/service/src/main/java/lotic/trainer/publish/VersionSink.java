package lotic.trainer.publish;

import lotic.learning.state.StateTree;

import java.util.Optional;

/// Where the learner's thread leaves snapshots. Taking one never waits: not for the disk, not for
/// the registry.
///
/// Which part of the stream a version stands for is decided behind this wall, from what was
/// published before it: a snapshot that is not taken leaves no gap, the next one covers its records
/// too.
public interface VersionSink {

    /// True if a snapshot would be taken now; asked before the learner pays for the copy.
    boolean ready();

    /// A state whose buffers the sink no longer needs, for the learner's next copy; each is handed
    /// back once.
    Optional<StateTree> spare();

    /// Takes a snapshot over, its buffers included.
    ///
    /// @return false if the bound on waiting snapshots is reached; then the caller keeps the
    ///   snapshot's buffers
    boolean offer(Snapshot snapshot);
}
