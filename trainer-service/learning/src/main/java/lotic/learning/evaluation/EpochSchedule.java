package lotic.learning.evaluation;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

import java.util.List;

/// How a learning rate goes over a training of known length. It changes between epochs.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = EpochSchedule.Cosine.class, name = "cosine"),
    @JsonSubTypes.Type(value = EpochSchedule.Steps.class, name = "steps")
})
public sealed interface EpochSchedule {

    /// What the first rate is multiplied by.
    ///
    /// @param epoch from 0
    /// @param epochs of the whole training
    double factor(int epoch, int epochs);

    /// Half a cosine from the first rate towards 0, `(1 + cos(π epoch / epochs)) / 2`.
    record Cosine() implements EpochSchedule {

        @Override
        public double factor(int epoch, int epochs) {
            return 0.5 * (1 + StrictMath.cos(StrictMath.PI * epoch / epochs));
        }
    }

    /// Multiplied by a factor from some epochs on.
    ///
    /// @param epochs which, from 0, ascending
    /// @param factor each time, above 0
    record Steps(List<Integer> epochs, double factor) implements EpochSchedule {

        public Steps {
            epochs = List.copyOf(epochs);
        }

        @Override
        public double factor(int epoch, int ofAll) {
            double product = 1;
            for (int from : epochs) {
                product *= epoch >= from ? factor : 1;
            }
            return product;
        }
    }
}
