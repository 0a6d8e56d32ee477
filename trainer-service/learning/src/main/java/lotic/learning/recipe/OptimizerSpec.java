package lotic.learning.recipe;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/// How gradients become new weights.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes(@JsonSubTypes.Type(value = OptimizerSpec.Larc.class, name = "larc"))
public sealed interface OptimizerSpec {

    /// Layer-wise adaptive rates over SGD with momentum, as SwAV's reference and SEER run it (You
    /// et al. 2017, arXiv:1708.03888; NVIDIA apex `LARC`).
    ///
    /// @param trust τ, above 0; published 0.001
    /// @param clip true caps the adaptive rate at the global one, false scales by it (SwAV, SEER)
    /// @param excludeVectors true leaves biases and norms to plain SGD without decay
    /// @param momentum μ, from 0 to below 1; published 0.9
    /// @param weightDecay inside the ratio, 0 or more; published 1e-6 (SwAV), 1e-5 (SEER)
    record Larc(
            double trust, boolean clip, boolean excludeVectors, double momentum, double weightDecay)
            implements OptimizerSpec {

        public Larc {
            Setting.isAbove0("optimizer.trust", trust, "0.001 in SwAV");
            Setting.isFrom0("optimizer.weight_decay", weightDecay, "1e-6 in SwAV");
            if (!(momentum >= 0 && momentum < 1)) {
                throw Setting.wrong(
                        "optimizer.momentum", momentum, "0 or more and below 1 (0.9 in SwAV)");
            }
        }
    }
}
