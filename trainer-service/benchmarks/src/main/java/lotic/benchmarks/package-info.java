/// Measurements: how fast a step is, and what its parts cost.
@NullMarked
package lotic.benchmarks;

import org.jspecify.annotations.NullMarked;
