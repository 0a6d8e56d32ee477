/// A whole training run, timed: log, decoding, planning, journal, steps and checkpoints, without
/// producers and registry.
@NullMarked
package lotic.standalone.train;

import org.jspecify.annotations.NullMarked;
