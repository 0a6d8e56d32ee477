/// Checkpoints on disk: one folder each, complete or not there at all.
///
/// ```
/// checkpoints/
///   000000000412/            what the newest start goes on from
///     manifest.json          format, run, epoch, step, cursor, place in the journal, and the
///                            SHA-256 and size of every other file
///     *.safetensors …        the state
///   000000000389/            the one before, kept in case the newest is damaged
///   writing-000000000431/    not yet journalled; removed at start unless the journal knows it
///   damaged-000000000350/    its digests differ; kept until two newer ones are there
/// ```
///
/// A second checkpoint after the same step (the cursor moved over records that are never learnt) is
/// named `000000000412-1`. The order that makes a crash at any point harmless: files and manifest
/// are written aside and flushed, `CheckpointTaken` is committed to the journal, the folder is
/// renamed, the parent is flushed. A folder whose rename is missing is renamed at the next start if
/// the journal has its `CheckpointTaken`, and removed otherwise.
@NullMarked
package lotic.trainer.checkpoint;

import org.jspecify.annotations.NullMarked;
