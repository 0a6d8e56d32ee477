package lotic.trainer.steps;

import lotic.trainer.role.Bell;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.util.Optional;

/// A place of a batch, and the views of its image once they are made. Safe for use by many threads.
public final class BatchPlace {

    private final Bell filledBell;
    private volatile @Nullable ByteBuffer views;

    /// A place whose views are still to be made.
    BatchPlace(Bell filledBell) {
        this.filledBell = filledBell;
    }

    /// Takes the views; called once.
    void fill(ByteBuffer made) {
        views = made;
        filledBell.ring();
    }

    /// All crops of the image one after the other, position 0 to limit; empty while they are made.
    public Optional<ByteBuffer> views() {
        return Optional.ofNullable(views);
    }
}
