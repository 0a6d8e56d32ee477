/// What a run is, as plain data: trunk, objective, optimiser, learning rate, views; saved with
/// every checkpoint and version.
@NullMarked
package lotic.learning.recipe;

import org.jspecify.annotations.NullMarked;
