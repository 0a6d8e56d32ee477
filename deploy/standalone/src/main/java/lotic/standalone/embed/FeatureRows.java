package lotic.standalone.embed;

import java.io.IOException;

/// How pictures and their features are laid out in a file. One thread.
sealed interface FeatureRows extends AutoCloseable
        permits NdjsonRows, ParquetRows, SafetensorsRows {

    /// Adds a picture.
    void add(String name, float[] vector) throws IOException;

    /// Writes what is still to be written: the file is whole when this returns.
    void finish() throws IOException;

    /// Lets go of everything but the file.
    @Override
    void close() throws IOException;
}
