package lotic.learning.rate;

/// What a step shows to the learning rate.
///
/// @param loss the training loss before the update; not finite if the step was not applied, be it
///   for its loss or for a gradient
/// @param settled whether losses are on the scale on which they will stay: prototypes are free to
///   move, and the queue, if the recipe has one, is full. Losses before that are not comparable
///   with later ones.
public record StepSignals(double loss, boolean settled) {

    /// Whether the step was applied.
    public boolean applied() {
        return Double.isFinite(loss);
    }
}
