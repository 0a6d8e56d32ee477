/// The science: a [lotic.learning.recipe.Recipe] says what is to be learnt and how, a [Learner]
/// makes its steps, an [Embedder] uses what was learnt and a [Backbone] shows its feature maps. No
/// Kafka, no HTTP, no clock, no environment; usable as a library by itself.
@NullMarked
package lotic.learning;

import org.jspecify.annotations.NullMarked;
