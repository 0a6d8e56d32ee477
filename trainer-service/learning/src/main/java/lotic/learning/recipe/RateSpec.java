package lotic.learning.recipe;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/// How the learning rate goes. All begin with a linear warm-up.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = RateSpec.Constant.class, name = "constant"),
    @JsonSubTypes.Type(value = RateSpec.Cosine.class, name = "cosine"),
    @JsonSubTypes.Type(value = RateSpec.Plateau.class, name = "plateau")
})
public sealed interface RateSpec {

    /// Rate of step 0, 0 or more.
    double start();

    /// Rate after the warm-up, above 0.
    double base();

    /// W, the length of the warm-up; the ramp ends before step W.
    long warmUpSteps();

    /// The same rate for ever.
    record Constant(double start, double base, long warmUpSteps) implements RateSpec {

        public Constant {
            check(start, base, warmUpSteps);
        }
    }

    /// Fixed until the loss stops falling, then halved (the FIXED schedule of SEER, Goyal et al.
    /// 2021, arXiv:2103.01988).
    ///
    /// @param rule the detector's numbers
    record Plateau(double start, double base, long warmUpSteps, PlateauRule rule)
            implements RateSpec {

        public Plateau {
            check(start, base, warmUpSteps);
        }
    }

    /// Half a cosine down to a last rate, which then stays.
    ///
    /// @param end rate of the last step, 0 or more
    /// @param steps N, all steps, warm-up included
    record Cosine(double start, double base, double end, long warmUpSteps, long steps)
            implements RateSpec {

        public Cosine {
            check(start, base, warmUpSteps);
            Setting.isFrom0("rate.end", end, "0.0096 in SEER");
            Setting.isAtLeast(warmUpSteps + 1, "rate.steps", steps, "122000 in SEER");
        }
    }

    private static void check(double start, double base, long warmUpSteps) {
        Setting.isFrom0("rate.start", start, "0.15 in SEER");
        Setting.isAbove0("rate.base", base, "9.6 in SEER");
        Setting.isAtLeast(0, "rate.warm_up_steps", warmUpSteps, "8000 in SEER");
    }
}
