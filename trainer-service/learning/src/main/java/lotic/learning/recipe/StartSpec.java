package lotic.learning.recipe;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/// With which weights a trunk begins. Heads and prototypes are always drawn from the seed.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = StartSpec.Seed.class, name = "seed"),
    @JsonSubTypes.Type(value = StartSpec.Weights.class, name = "weights")
})
public sealed interface StartSpec {

    /// With those that the recipe's seed draws.
    record Seed() implements StartSpec {}

    /// With those of a file ([lotic.learning.weights.TrunkWeights]).
    ///
    /// @param sha256 of the whole file, 64 hexadecimal digits
    record Weights(String sha256) implements StartSpec {

        public Weights {
            if (!sha256.matches("[0-9a-f]{64}")) {
                throw Setting.wrong("start.sha256", sha256, "the file's SHA-256 in 64 digits");
            }
        }
    }
}
