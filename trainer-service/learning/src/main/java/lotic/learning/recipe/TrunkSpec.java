package lotic.learning.recipe;

/// Which network makes features of views.
public sealed interface TrunkSpec {

    /// A RegNetY (Radosavovic et al. 2020, arXiv:2003.13678).
    ///
    /// @param name timm's name, such as `regnety_002`
    record RegNetY(String name) implements TrunkSpec {}
}
