/// From the image topic to decoded views: records come in as the follower reads them, are decoded
/// by workers ahead of planning, wait here until a plan takes them and the learner has learnt them.
/// Everything that waits is bounded in bytes.
@NullMarked
package lotic.trainer.stream;

import org.jspecify.annotations.NullMarked;
