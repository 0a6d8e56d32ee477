package lotic.standalone.embed;

import lotic.registry.inference.Embedder;
import lotic.registry.inference.InferenceException;
import lotic.schemas.Limits;
import lotic.standalone.source.Sample;
import lotic.standalone.source.SampleSource;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/// Embeds pictures on several threads and tells them in their order. So many are in memory as are
/// being looked at, and as many again.
public final class EmbeddingRun {

    private final Embedder embedder;
    private final int threads;

    /// @param embedder of one version
    /// @param threads that look at pictures at once, 1 or more
    public EmbeddingRun(Embedder embedder, int threads) {
        this.embedder = embedder;
        this.threads = threads;
    }

    /// Embeds all pictures of a source.
    ///
    /// @param told each picture, in the source's order, on the calling thread
    public void run(SampleSource source, Consumer<Embedded> told) throws InterruptedException {
        Queue<Future<Embedded>> window = new ArrayDeque<>();
        ExecutorService workers =
                Executors.newFixedThreadPool(
                        threads, Thread.ofPlatform().name("embed-", 0).daemon().factory());
        try {
            Optional<Sample> next = source.next();
            while (next.isPresent() || !window.isEmpty()) {
                if (next.isPresent() && window.size() < 2 * threads) {
                    Sample sample = next.get();
                    window.add(workers.submit(() -> embed(embedder, sample)));
                    next = source.next();
                } else {
                    told.accept(ended(window.remove()));
                }
            }
        } finally {
            workers.shutdownNow();
            workers.close(); // waits: whoever closes the embedder next must find nobody in it
        }
    }

    /// Embeds one picture.
    public static Embedded embed(Embedder embedder, Sample sample) {
        if (sample.bytes().length > Limits.IMAGE_BYTES_MAX) { // and sources read no further
            return Embedded.refused(
                    sample, "larger than %d MiB".formatted(Limits.IMAGE_BYTES_MAX >> 20));
        }
        try {
            return Embedded.of(sample, embedder.embed(sample.bytes()).vector());
        } catch (InferenceException refusal) {
            if (refusal.reason() != InferenceException.Reason.IMAGE) {
                throw refusal;
            }
            return Embedded.refused(sample, refusal.getMessage());
        }
    }

    private static Embedded ended(Future<Embedded> work) throws InterruptedException {
        try {
            return work.get();
        } catch (ExecutionException failed) {
            throw switch (failed.getCause()) {
                case RuntimeException failure -> failure;
                case Error error -> throw error;
                case null, default ->
                        new IllegalStateException("an image was not embedded", failed);
            };
        }
    }
}
