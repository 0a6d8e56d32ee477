package lotic.standalone.evaluate;

import lotic.pixels.UndecodableImageException;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Makes pixels of pictures on several threads.
final class Renderer implements AutoCloseable {

    private final ExecutorService decoders;

    /// @param threads 1 or more
    Renderer(int threads) {
        decoders =
                Executors.newFixedThreadPool(
                        threads, Thread.ofPlatform().name("render-", 0).daemon().factory());
    }

    /// Renders one picture of a batch.
    @FunctionalInterface
    interface Work {
        /// Makes its pixels.
        ///
        /// @param index of the picture in its batch
        /// @throws UndecodableImageException if no picture can be made of its bytes
        void render(int index);
    }

    /// Renders all pictures of a batch.
    ///
    /// @return for each, whether it is a picture
    List<Boolean> all(int count, Work work) throws InterruptedException {
        List<Future<Boolean>> begun = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int index = i;
            begun.add(decoders.submit(() -> isRendered(index, work)));
        }
        List<Boolean> rendered = new ArrayList<>();
        for (Future<Boolean> each : begun) {
            try {
                rendered.add(each.get());
            } catch (ExecutionException failed) {
                throw new IllegalStateException("a picture was not rendered", failed.getCause());
            }
        }
        return rendered;
    }

    private static boolean isRendered(int index, Work work) {
        try {
            work.render(index);
            return true;
        } catch (UndecodableImageException noPicture) {
            return false;
        }
    }

    @Override
    public void close() {
        decoders.shutdownNow();
        decoders.close(); // waits: whoever frees the pixels must find nobody writing
    }
}
