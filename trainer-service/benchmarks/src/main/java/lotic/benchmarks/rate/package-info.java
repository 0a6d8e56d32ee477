/// How well the rule for the learning rate tells a plateau from a loss that still falls: simulated
/// losses in, shares and delays out.
@NullMarked
package lotic.benchmarks.rate;

import org.jspecify.annotations.NullMarked;
