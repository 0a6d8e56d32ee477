/// The verbs of the `lotic` command line: what each takes, does, prints, and the code it ends with.
@NullMarked
package lotic.standalone.command;

import org.jspecify.annotations.NullMarked;
