/// The running trainer: follows the admitted images, journals what it decides, makes steps, saves
/// its state, publishes versions, and tells where it is.
@NullMarked
package lotic.trainer;

import org.jspecify.annotations.NullMarked;
