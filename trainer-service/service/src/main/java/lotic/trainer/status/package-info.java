/// Everything that one asks about a run, gathered at one moment: the facts as JSON, and the whole
/// truth in one sentence.
@NullMarked
package lotic.trainer.status;

import org.jspecify.annotations.NullMarked;
