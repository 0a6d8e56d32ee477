package lotic.learning.recipe;

/// How gradients become new weights.
public sealed interface OptimizerSpec {

    /// Layer-wise adaptive rates over SGD with momentum, as SwAV's reference and SEER run it (You
    /// et al. 2017, arXiv:1708.03888; NVIDIA apex `LARC`).
    ///
    /// @param trust τ; published 0.001
    /// @param clip true caps the adaptive rate at the global one, false scales by it (SwAV, SEER)
    /// @param excludeVectors true leaves biases and norms to plain SGD without decay
    /// @param momentum μ; published 0.9
    /// @param weightDecay inside the ratio; published 1e-6 (SwAV), 1e-5 (SEER)
    record Larc(
            double trust, boolean clip, boolean excludeVectors, double momentum, double weightDecay)
            implements OptimizerSpec {}
}
