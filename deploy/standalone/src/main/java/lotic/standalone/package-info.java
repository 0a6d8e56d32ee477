/// Lotic on one machine: the embedded broker and the three services in one JVM, and the `lotic`
/// command line. Everything may be used here; nothing else uses this.
@NullMarked
package lotic.standalone;

import org.jspecify.annotations.NullMarked;
