/// Networks that turn views into features.
@NullMarked
package lotic.learning.trunk;

import org.jspecify.annotations.NullMarked;
