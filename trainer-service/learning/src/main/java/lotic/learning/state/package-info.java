/// All that learning depends on, as named tensors and small values, and how it becomes files.
@NullMarked
package lotic.learning.state;

import org.jspecify.annotations.NullMarked;
