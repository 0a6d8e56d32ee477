/// How good is a version? Features of the held-out images, judged by nearest neighbours and by
/// their effective rank, beside the network as it was before its first step.
@NullMarked
package lotic.trainer.evaluate;

import org.jspecify.annotations.NullMarked;
