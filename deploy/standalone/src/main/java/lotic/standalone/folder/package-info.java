/// The folder in which everything of one run lives, and the lock that lets one process at a time
/// use it.
@NullMarked
package lotic.standalone.folder;

import org.jspecify.annotations.NullMarked;
