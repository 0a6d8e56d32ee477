/// Snapshots of a run on their way to the registry: evaluated, written as a version's files,
/// published, retried.
@NullMarked
package lotic.trainer.publish;

import org.jspecify.annotations.NullMarked;
