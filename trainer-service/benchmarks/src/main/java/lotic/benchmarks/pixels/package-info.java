/// What happens to a picture before it is learnt from, timed: decoding alone, and decoding with all
/// crops. No stream, no learner.
@NullMarked
package lotic.benchmarks.pixels;

import org.jspecify.annotations.NullMarked;
