/// How good are these features? Nearest neighbours, effective rank, and what the bare pixels give;
/// features go in, numbers come out. Deterministic: equal features give equal answers, on one
/// thread and without randomness.
@NullMarked
package lotic.learning.evaluation;

import org.jspecify.annotations.NullMarked;
