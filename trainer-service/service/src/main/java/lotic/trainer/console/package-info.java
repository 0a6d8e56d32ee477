/// What a console shows beside the status: how the river ran over the last minutes, and the feed of
/// news that everybody who looks on is told, each with a bound.
@NullMarked
package lotic.trainer.console;

import org.jspecify.annotations.NullMarked;
