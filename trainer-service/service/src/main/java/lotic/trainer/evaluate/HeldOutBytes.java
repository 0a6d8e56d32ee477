package lotic.trainer.evaluate;

/// Where the files of held-out images are kept. Safe for use by many threads.
public interface HeldOutBytes {

    /// The file of an image that is in a run's [HeldOutSet].
    ///
    /// @param sha256 64 lower-case hexadecimal digits
    /// @throws IllegalStateException if the store has lost it
    byte[] bytes(String sha256);
}
