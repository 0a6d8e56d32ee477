/// What people and scripts see of a command: lines, one living line, one JSON object.
@NullMarked
package lotic.standalone.terminal;

import org.jspecify.annotations.NullMarked;
