/// The newest records that admission turned away, read from their topic for people to look at.
@NullMarked
package lotic.trainer.rejected;

import org.jspecify.annotations.NullMarked;
