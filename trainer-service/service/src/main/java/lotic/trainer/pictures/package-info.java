/// Pictures for people: the newest that came along with what became of them, their crops cut again
/// as the learner saw them, thumbnails. All of it is derived and bounded in bytes; none of it is
/// part of a run's state.
@NullMarked
package lotic.trainer.pictures;

import org.jspecify.annotations.NullMarked;
