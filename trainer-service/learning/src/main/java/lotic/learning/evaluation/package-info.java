/// How good are these features? Weighted nearest neighbours, effective rank; deterministic.
@NullMarked
package lotic.learning.evaluation;

import org.jspecify.annotations.NullMarked;
