package lotic.learning;

import lotic.learning.engine.Compute;
import lotic.learning.recipe.Recipe;
import lotic.learning.state.StateTree;

import java.nio.ByteBuffer;
import java.util.List;

/// A trunk in evaluation mode, made from a state and independent of it afterwards. One thread at a
/// time.
public final class Embedder implements AutoCloseable {

    private Embedder() {
        throw new UnsupportedOperationException("to be written");
    }

    /// A trunk with the weights and running statistics of a state.
    public static Embedder of(Recipe recipe, StateTree state, Compute compute) {
        throw new UnsupportedOperationException("to be written");
    }

    /// F, the width of the features.
    public int dimension() {
        throw new UnsupportedOperationException("to be written");
    }

    /// Pooled features of images.
    ///
    /// @param pixels direct, (images, size, size, 3) uint8 of the recipe's evaluation view, from
    ///   position 0
    /// @return (images, F) float32, row-major
    public float[] embed(ByteBuffer pixels, int images) {
        throw new UnsupportedOperationException("to be written");
    }

    /// Replaces the running statistics of all batch-norms by the averages over one pass, so that an
    /// untrained network can be compared fairly.
    ///
    /// @param batches each direct, (images, size, size, 3) uint8
    /// @param imagesPerBatch images in each batch
    public void calibrate(List<ByteBuffer> batches, int imagesPerBatch) {
        throw new UnsupportedOperationException("to be written");
    }

    @Override
    public void close() {}
}
