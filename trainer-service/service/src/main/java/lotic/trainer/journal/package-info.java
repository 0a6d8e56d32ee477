/// The journal of a run: decisions before they take effect, reports of what came of them,
/// checkpoints, events. All or nothing is committed; a second trainer of the same run shuts the
/// first one out.
@NullMarked
package lotic.trainer.journal;

import org.jspecify.annotations.NullMarked;
