package lotic.learning.recipe;

import java.util.List;

/// What is to be learnt.
public sealed interface ObjectiveSpec {

    /// Swapped prediction of prototype assignments (SwAV, Caron et al. 2020, arXiv:2006.09882).
    ///
    /// @param prototypes K, how many
    /// @param hidden widths of the head's hidden layers
    /// @param dimension width of the head's output
    /// @param headBatchNorm batch-norm behind each hidden layer (SwAV), or none (SEER)
    /// @param temperature of the prediction's softmax; published 0.1
    /// @param sinkhornIterations rounds of normalisation; published 3 (SwAV), 10 (SEER)
    /// @param epsilon softness of the assignment; published 0.05
    /// @param freezeSteps steps during which the prototypes stay as they are
    /// @param queueLength earlier projections per assigned crop that join the assignment; a
    ///   multiple of the batch, 0 for none
    /// @param queueFromStep step at which the queue starts to fill
    record Swav(
            int prototypes,
            List<Integer> hidden,
            int dimension,
            boolean headBatchNorm,
            double temperature,
            int sinkhornIterations,
            double epsilon,
            int freezeSteps,
            int queueLength,
            long queueFromStep)
            implements ObjectiveSpec {

        public Swav {
            hidden = List.copyOf(hidden);
        }
    }
}
