/// What clients run: a trunk's state goes in, a model file comes out, proved to give the features
/// that the trainer sees.
@NullMarked
package lotic.learning.export;

import org.jspecify.annotations.NullMarked;
