package lotic.trainer;

import lotic.schemas.KafkaConnection;

import java.net.URI;

/// The trainer: follows the admitted images, learns, saves, publishes, and answers over HTTP.
public final class TrainerService implements AutoCloseable {

    private TrainerService() {}

    /// Locks the data folder, goes on where the run stopped or begins it, and returns when the
    /// status page answers; learning starts beside it.
    ///
    /// @throws IllegalStateException if another trainer has the folder or the port is taken
    public static TrainerService start(KafkaConnection kafka, TrainerSettings settings) {
        throw new UnsupportedOperationException("to be written");
    }

    /// Where the status page is.
    public URI uri() {
        throw new UnsupportedOperationException("to be written");
    }

    /// Ends cleanly: the last step finished, a checkpoint taken, what waits for the registry on
    /// disk.
    @Override
    public void close() {}
}
