package lotic.standalone.source;

import java.util.Optional;

/// Pictures one after the other. For use by one thread at a time.
public interface SampleSource extends AutoCloseable {

    /// The next picture, or nothing at the end.
    ///
    /// @throws java.io.UncheckedIOException naming the file, if it cannot be read
    Optional<Sample> next();

    @Override
    void close();
}
