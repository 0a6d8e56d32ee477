/// What is to be learnt: losses with their heads, prototypes and queues.
@NullMarked
package lotic.learning.objective;

import org.jspecify.annotations.NullMarked;
