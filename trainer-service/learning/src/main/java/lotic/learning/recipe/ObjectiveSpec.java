package lotic.learning.recipe;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

import java.util.List;

/// What is to be learnt.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes(@JsonSubTypes.Type(value = ObjectiveSpec.Swav.class, name = "swav"))
public sealed interface ObjectiveSpec {

    /// Swapped prediction of prototype assignments (SwAV, Caron et al. 2020, arXiv:2006.09882).
    ///
    /// @param prototypes K, how many; 2 or more
    /// @param hidden widths of the head's hidden layers, 1 or more each; empty for a linear head
    /// @param dimension width of the head's output, 2 or more
    /// @param headBatchNorm batch-norm behind each hidden layer (SwAV), or none (SEER)
    /// @param temperature of the prediction's softmax, above 0; published 0.1
    /// @param sinkhornIterations rounds of normalisation, 1 or more; published 3 (SwAV), 10 (SEER)
    /// @param epsilon softness of the assignment, above 0; published 0.05
    /// @param freezeSteps steps during which the prototypes stay as they are
    /// @param queueLength images whose earlier projections join the assignment of each assigned
    ///   crop; a multiple of the batch, 0 for none; published 3840 for batches of 256
    /// @param queueFromStep step at which the queue starts to fill; it takes part once it is full
    /// @param assignedCrops crops of each image that are assigned and foretold, the first of the
    ///   large ones; 1 or more; published 2
    /// @param hardCodeSteps steps during which a crop is assigned to its nearest prototype alone
    ///   once the batch is spread, a help against collapse; published 0
    /// @param powerLaw τ of the prototypes' shares, see [lotic.learning.objective.Sinkhorn];
    ///   published 0, equal shares
    /// @param reseedAfterSteps steps after which a prototype that was no code's largest begins anew
    ///   where an image is, counted from the end of the freeze; 0 for never, as published
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
            long queueFromStep,
            int assignedCrops,
            long hardCodeSteps,
            double powerLaw,
            long reseedAfterSteps)
            implements ObjectiveSpec {

        /// With two assigned crops, soft codes, equal shares and no prototype reseeded, as
        /// published.
        public Swav(
                int prototypes,
                List<Integer> hidden,
                int dimension,
                boolean headBatchNorm,
                double temperature,
                int sinkhornIterations,
                double epsilon,
                int freezeSteps,
                int queueLength,
                long queueFromStep) {
            this(
                    prototypes,
                    hidden,
                    dimension,
                    headBatchNorm,
                    temperature,
                    sinkhornIterations,
                    epsilon,
                    freezeSteps,
                    queueLength,
                    queueFromStep,
                    2,
                    0,
                    0,
                    0);
        }

        public Swav {
            hidden = List.copyOf(hidden);
            Setting.isAtLeast(2, "objective.prototypes", prototypes, "3000 in SwAV");
            for (int width : hidden) {
                Setting.isAtLeast(1, "a width of objective.hidden", width, "2048 in SwAV");
            }
            Setting.isAtLeast(2, "objective.dimension", dimension, "128 in SwAV");
            Setting.isAbove0("objective.temperature", temperature, "0.1 in SwAV");
            Setting.isAtLeast(1, "objective.sinkhorn_iterations", sinkhornIterations, "3 in SwAV");
            Setting.isAbove0("objective.epsilon", epsilon, "0.05 in SwAV");
            Setting.isAtLeast(0, "objective.freeze_steps", freezeSteps, "313 in SwAV");
            Setting.isAtLeast(0, "objective.queue_length", queueLength, "3840 in SwAV");
            Setting.isAtLeast(0, "objective.queue_from_step", queueFromStep, "75075 in SwAV");
            Setting.isAtLeast(1, "objective.assigned_crops", assignedCrops, "2 in SwAV");
            Setting.isAtLeast(0, "objective.hard_code_steps", hardCodeSteps, "0 in SwAV");
            Setting.isFrom0("objective.power_law", powerLaw, "0 in SwAV");
            Setting.isAtLeast(0, "objective.reseed_after_steps", reseedAfterSteps, "0 in SwAV");
        }
    }
}
