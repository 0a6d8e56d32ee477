package lotic.benchmarks.pixels;

/// What is done to each picture of a measurement. An instance belongs to one thread.
public interface Treatment extends AutoCloseable {

    /// Does it to one picture.
    ///
    /// @param image the file's bytes
    /// @param number of the picture, from 0; the same in every round
    void apply(byte[] image, int number);

    @Override
    void close();
}
