/// What an operator may decide, from flags, environment, `lotic.yml` and defaults, each value with
/// its origin.
@NullMarked
package lotic.standalone.settings;

import org.jspecify.annotations.NullMarked;
