/// Whether a run learns: a verdict in words from what its last steps told of themselves.
@NullMarked
package lotic.learning.health;

import org.jspecify.annotations.NullMarked;
