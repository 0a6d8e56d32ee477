/// Learning rates as values: warm-up, constant, cosine, and fixed until the loss stops falling.
@NullMarked
package lotic.learning.rate;

import org.jspecify.annotations.NullMarked;
