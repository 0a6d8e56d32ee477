package lotic.standalone.evaluate;

/// What came of learning from labels.
///
/// @param <T> what a judgement is
public sealed interface Attempt<T> {

    /// It was judged.
    record Judged<T>(T result) implements Attempt<T> {}

    /// There is no number.
    ///
    /// @param why such as `2 of 10 classes have fewer, such as frog with 3`, or `diverged in epoch
    ///   2`
    record Skipped<T>(String why) implements Attempt<T> {}
}
