/// What prototypes stand for: each as the held-out pictures nearest to it, made with every version
/// on the publisher's thread and kept as files, so that one can see what was learnt and watch it
/// change. Derived, bounded, no part of a run's state.
@NullMarked
package lotic.trainer.gallery;

import org.jspecify.annotations.NullMarked;
