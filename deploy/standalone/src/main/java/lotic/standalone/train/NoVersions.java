package lotic.standalone.train;

import lotic.learning.state.StateTree;
import lotic.trainer.publish.Snapshot;
import lotic.trainer.publish.VersionSink;

import java.util.Optional;

/// Takes no snapshot: what a version costs depends on how often an operator wants one.
final class NoVersions implements VersionSink {

    @Override
    public boolean ready() {
        return false;
    }

    @Override
    public Optional<StateTree> spare() {
        return Optional.empty();
    }

    @Override
    public boolean offer(Snapshot snapshot) {
        return false;
    }
}
