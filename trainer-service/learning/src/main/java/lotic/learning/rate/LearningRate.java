package lotic.learning.rate;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

import lotic.learning.recipe.RateSpec;

/// A learning rate is a value: its components are all there is to save. Every step, held-out probe
/// and command makes the next value of it; the same value shown the same things decides the same,
/// before and after a restart.
///
/// ```java
/// Judged judged = rate.after(new StepSignals(loss, true));
/// judged.events().forEach(this::report);
/// rate = judged.next(); // rate.rate() is what the next step uses
/// ```
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Constant.class, name = "constant"),
    @JsonSubTypes.Type(value = WarmUp.class, name = "warm-up"),
    @JsonSubTypes.Type(value = Cosine.class, name = "cosine"),
    @JsonSubTypes.Type(value = Plateau.class, name = "plateau")
})
public sealed interface LearningRate permits Constant, WarmUp, Cosine, Plateau {

    /// The rate of a run that has not made a step.
    ///
    /// @param spec the recipe's
    /// @param guessingLoss the objective's loss for an answer that ignores the input, such as ln K
    ///   for SwAV; a loss near it is collapse and never a plateau
    static LearningRate of(RateSpec spec, double guessingLoss) {
        return switch (spec) {
            case RateSpec.Constant constant ->
                    WarmUp.before(
                            constant.start(),
                            constant.warmUpSteps(),
                            new Constant(constant.base(), constant.warmUpSteps()));
            case RateSpec.Cosine cosine ->
                    WarmUp.before(cosine.start(), cosine.warmUpSteps(), Cosine.of(cosine));
            case RateSpec.Plateau plateau ->
                    WarmUp.before(
                            plateau.start(),
                            plateau.warmUpSteps(),
                            Plateau.of(plateau, guessingLoss));
        };
    }

    /// What the next step multiplies its update with, above or at 0.
    double rate();

    /// The learning rate after a step.
    Judged after(StepSignals signals);

    /// The learning rate after a look at held-out images.
    ///
    /// @param loss the objective's on the same crops of the same images each time, by running
    ///   statistics and without a queue; finite
    Judged probe(double loss);

    /// The learning rate after an operator's command; the last event is [RateEvent.Kind#COMMANDED].
    Judged command(RateCommand command);

    /// This value as JSON text; [#fromJson] gives an equal value back, to the last bit.
    default String toJson() {
        return RateJson.write(this);
    }

    /// The value that [#toJson] wrote.
    ///
    /// @throws IllegalArgumentException if the text is not such a value, naming what is wrong
    static LearningRate fromJson(String json) {
        return RateJson.read(json);
    }
}
