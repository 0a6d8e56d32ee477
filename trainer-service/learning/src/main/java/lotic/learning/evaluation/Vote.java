package lotic.learning.evaluation;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/// How neighbours decide on a class.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Vote.Weighted.class, name = "weighted"),
    @JsonSubTypes.Type(value = Vote.Majority.class, name = "majority")
})
public sealed interface Vote {

    /// Each neighbour counts `exp(similarity / temperature)` (Wu et al. 2018, arXiv:1805.01978,
    /// 3.4); of equal sums the larger sum of similarities wins, then the lowest class.
    ///
    /// @param temperature above 0; published 0.07
    record Weighted(double temperature) implements Vote {

        public Weighted {
            if (!(temperature > 0)) {
                throw new IllegalArgumentException(
                        "the vote's temperature is " + temperature + "; give a number above 0");
            }
        }
    }

    /// Each neighbour counts one; of equal counts the larger sum of similarities wins, then the
    /// lowest class.
    record Majority() implements Vote {}
}
