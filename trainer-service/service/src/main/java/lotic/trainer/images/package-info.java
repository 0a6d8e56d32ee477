/// Files of images that must outlive the records they came in, kept on this machine.
@NullMarked
package lotic.trainer.images;

import org.jspecify.annotations.NullMarked;
