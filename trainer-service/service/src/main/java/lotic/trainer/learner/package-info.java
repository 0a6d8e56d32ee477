/// The learner's thread: it owns all state that learning depends on, makes the decided steps one
/// after the other, reports each, and gives copies of its state away to be saved and published.
@NullMarked
package lotic.trainer.learner;

import org.jspecify.annotations.NullMarked;
