package lotic.learning.trunk;

import lotic.learning.ops.Ops;
import lotic.learning.recipe.TrunkSpec;

import java.util.List;

/// A network that makes features of pixels.
public interface Trunk {

    /// The trunk that a recipe names.
    ///
    /// @throws IllegalArgumentException if there is none of that name, listing those that there are
    static Trunk of(TrunkSpec spec) {
        return switch (spec) {
            case TrunkSpec.RegNetY(String name) -> RegNetFamily.of(name).trunk();
        };
    }

    /// F, the width of pooled features.
    int dimension();

    /// Features of all views, in their order. All come at once so that a trunk may weigh them
    /// together.
    <T> List<Features<T>> forward(Ops<T> ops, List<View<T>> views);
}
