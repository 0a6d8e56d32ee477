package lotic.learning.recipe;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/// Which network makes features of views.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes(@JsonSubTypes.Type(value = TrunkSpec.RegNetY.class, name = "regnety"))
public sealed interface TrunkSpec {

    /// A RegNetY (Radosavovic et al. 2020, arXiv:2003.13678).
    ///
    /// @param name timm's name, such as `regnety_002`
    record RegNetY(String name) implements TrunkSpec {

        public RegNetY {
            if (!name.matches("regnety_\\d{3,4}")) {
                throw new IllegalArgumentException(
                        "trunk.name is " + name + "; give a RegNetY by timm's name (regnety_002)");
            }
        }
    }
}
