package lotic.trainer.checkpoint;

import lotic.learning.state.StateTree;

/// A checkpoint that was read and whose digests are right.
public record Checkpoint(CheckpointManifest manifest, StateTree state) {}
