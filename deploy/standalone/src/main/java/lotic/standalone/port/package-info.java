/// Ports of this machine: is one free, and which is.
@NullMarked
package lotic.standalone.port;

import org.jspecify.annotations.NullMarked;
