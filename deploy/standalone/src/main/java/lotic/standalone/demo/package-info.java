/// The demonstration: a producer that keeps the river full and no fuller, what it tells people
/// meanwhile, and the numbers at the end.
@NullMarked
package lotic.standalone.demo;

import org.jspecify.annotations.NullMarked;
