package lotic.learning.recipe;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/// How gradients become new weights. Vectors, which are biases and the scales and shifts of norms,
/// may be treated apart.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = OptimizerSpec.Larc.class, name = "larc"),
    @JsonSubTypes.Type(value = OptimizerSpec.Lars.class, name = "lars"),
    @JsonSubTypes.Type(value = OptimizerSpec.Sgd.class, name = "sgd"),
    @JsonSubTypes.Type(value = OptimizerSpec.AdamW.class, name = "adamw")
})
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
            Setting.isShare("optimizer.momentum", momentum, "0.9 in SwAV");
            Setting.isFrom0("optimizer.weight_decay", weightDecay, "1e-6 in SwAV");
        }
    }

    /// LARS as VISSL runs it (`vissl/optimizers/lars.py`): decay is part of the gradient whose norm
    /// divides, where LARC and the paper (You et al. 2017, arXiv:1708.03888) add two norms.
    ///
    /// @param trust η, above 0; published 0.001
    /// @param excludeVectors true gives biases and norms no ratio; they keep their decay
    /// @param momentum μ, from 0 to below 1; published 0.9
    /// @param weightDecay 0 or more; published 1e-5 (SEER)
    record Lars(double trust, boolean excludeVectors, double momentum, double weightDecay)
            implements OptimizerSpec {

        public Lars {
            Setting.isAbove0("optimizer.trust", trust, "0.001 in VISSL");
            Setting.isShare("optimizer.momentum", momentum, "0.9 in VISSL");
            Setting.isFrom0("optimizer.weight_decay", weightDecay, "1e-5 in SEER");
        }
    }

    /// Gradient descent with momentum, without dampening and without Nesterov's look ahead.
    ///
    /// @param momentum μ, from 0 to below 1; 0.9 is usual
    /// @param weightDecay added to the gradient, 0 or more; 1e-4 is usual
    /// @param excludeVectors true spares biases and norms the decay
    record Sgd(double momentum, double weightDecay, boolean excludeVectors)
            implements OptimizerSpec {

        public Sgd {
            Setting.isShare("optimizer.momentum", momentum, "0.9");
            Setting.isFrom0("optimizer.weight_decay", weightDecay, "1e-4");
        }
    }

    /// Adam with decay beside the gradient's step (Loshchilov and Hutter 2019, arXiv:1711.05101).
    ///
    /// @param beta1 of the mean gradient, between 0 and 1; 0.9 is usual
    /// @param beta2 of the mean square, between 0 and 1; 0.999 is usual
    /// @param epsilon beside the root of the mean square, above 0; 1e-8 is usual
    /// @param weightDecay λ, times the rate, 0 or more; 0.01 to 0.05 is usual
    /// @param excludeVectors true spares biases and norms the decay
    record AdamW(
            double beta1, double beta2, double epsilon, double weightDecay, boolean excludeVectors)
            implements OptimizerSpec {

        public AdamW {
            Setting.isAbove0("optimizer.beta1", beta1, "0.9");
            Setting.isShare("optimizer.beta1", beta1, "0.9");
            Setting.isAbove0("optimizer.beta2", beta2, "0.999");
            Setting.isShare("optimizer.beta2", beta2, "0.999");
            Setting.isAbove0("optimizer.epsilon", epsilon, "1e-8");
            Setting.isFrom0("optimizer.weight_decay", weightDecay, "0.05");
        }
    }
}
