package lotic.standalone.evaluate;

/// What came of fine-tuning.
sealed interface Tuned {

    /// It learnt.
    ///
    /// @param accuracy share of the test pictures that got their own class, 0 to 1
    record Judged(double accuracy) implements Tuned {}

    /// A loss or a gradient was not finite.
    ///
    /// @param epoch in which, from 1
    record Diverged(int epoch) implements Tuned {}
}
