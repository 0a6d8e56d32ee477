/// Gradients in, new weights out.
@NullMarked
package lotic.learning.optimizer;

import org.jspecify.annotations.NullMarked;
