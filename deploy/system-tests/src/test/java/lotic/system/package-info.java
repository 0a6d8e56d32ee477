/// The product from outside: real processes, real ports, real files; and the rules of the house.
@NullMarked
package lotic.system;

import org.jspecify.annotations.NullMarked;
