/// The program's log: one file beside the data, never the terminal.
@NullMarked
package lotic.standalone.log;

import org.jspecify.annotations.NullMarked;
