/// How far a run is behind its stream: in records, in seconds, in time to clear; learnt and
/// durable; and what keeps it from being faster.
@NullMarked
package lotic.trainer.lag;

import org.jspecify.annotations.NullMarked;
