/// How good are these features? Nearest neighbours, a linear probe with many or few labels,
/// effective rank, and what the bare pixels give; features go in, numbers come out. Deterministic:
/// equal features and seeds give equal answers, on one thread.
@NullMarked
package lotic.learning.evaluation;

import org.jspecify.annotations.NullMarked;
