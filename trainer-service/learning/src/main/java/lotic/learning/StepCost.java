package lotic.learning;

import lotic.learning.recipe.Recipe;

/// What the forward pass of a step takes, whatever runs it. The backward pass multiplies twice as
/// much: once for the gradients of maps, once for those of weights.
///
/// @param multiplyAdds of convolutions and matrix products
/// @param mapNumbersMoved numbers of feature maps that must at least be read and written
public record StepCost(long multiplyAdds, long mapNumbersMoved) {

    /// The cost of a recipe's step.
    ///
    /// @throws IllegalArgumentException if the recipe's parts do not fit
    public static StepCost of(Recipe recipe) {
        return StepProgram.of(recipe).cost();
    }
}
