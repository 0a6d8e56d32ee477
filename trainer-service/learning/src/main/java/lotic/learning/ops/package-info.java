/// The vocabulary of tensor operations in which networks are written once, and the interpreters
/// that read it.
@NullMarked
package lotic.learning.ops;

import org.jspecify.annotations.NullMarked;
