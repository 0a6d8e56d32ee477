/// Records that are kept for evaluation and never learnt: the rule that picks them, and the first
/// of them with their bytes.
@NullMarked
package lotic.trainer.heldout;

import org.jspecify.annotations.NullMarked;
