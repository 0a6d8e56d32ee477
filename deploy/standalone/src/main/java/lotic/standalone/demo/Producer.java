package lotic.standalone.demo;

import lotic.standalone.push.Delivery;
import lotic.standalone.push.Uploader;
import lotic.standalone.source.SampleSource;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Empties a source in the background until it is closed.
final class Producer implements AutoCloseable {

    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(Thread.ofVirtual().name("demo-producer").factory());
    private final Future<?> uploading;

    Producer(SampleSource source, Delivery delivery, Uploader.Listener listener) {
        var uploader = new Uploader(source, delivery, listener);
        uploading =
                thread.submit(
                        () -> {
                            uploader.run();
                            return null;
                        });
    }

    /// True if the source is empty and everything delivered.
    ///
    /// @throws RuntimeException what ended the upload, if it failed
    boolean finished() throws InterruptedException {
        if (!uploading.isDone()) {
            return false;
        }
        try {
            uploading.get();
            return true;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException known
                    ? known
                    : new IllegalStateException("an upload failed otherwise", e);
        }
    }

    /// Stops at once; what was on its way may or may not have arrived.
    @Override
    public void close() {
        thread.shutdownNow();
        thread.close();
    }
}
