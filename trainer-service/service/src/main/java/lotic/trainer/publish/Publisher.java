package lotic.trainer.publish;

import lotic.registry.client.ModelVersion;
import lotic.registry.client.PublishedVersion;
import lotic.registry.client.RegistryException;
import lotic.registry.client.VersionDraft;
import lotic.trainer.evaluate.Evaluation;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/// Brings snapshots to the registry: judged, written as files, proved, sent in the order of their
/// steps.
///
/// It has a thread of its own, so neither an evaluation nor a registry that is away costs the
/// learner anything. In memory there is one snapshot at most; further ones wait as files within a
/// limit in bytes and survive restarts. While the registry does not answer, the oldest is tried
/// again with growing pauses; what it refuses is dropped, and the next version covers those records
/// too. Sending is idempotent: a version that was sent before a crash is answered with its number.
public final class Publisher implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Publisher.class);

    /// How long closing waits for an upload or a batch of an evaluation to notice.
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(10);

    private final Evaluator evaluator;
    private final Outbox outbox;
    private final SnapshotInbox inbox;
    private final InstantSource clock;
    private final Thread thread =
            Thread.ofPlatform().name("publisher").daemon().unstarted(this::run);

    private volatile PublishingStatus status;

    /// Judges a snapshot, on the publisher's thread.
    public interface Evaluator {
        /// How good the snapshot is.
        ///
        /// @throws InterruptedException if the publisher is closed meanwhile
        Evaluation evaluate(Snapshot snapshot) throws InterruptedException;
    }

    /// Makes what clients run, on the publisher's thread.
    public interface Exporter {
        /// Writes the snapshot's trunk as a model file and proves it.
        ///
        /// @param file to be written; durable but for its name when this returns
        /// @return false if the trunk is too large for a model file, and there is none
        /// @throws lotic.learning.export.UnfaithfulModelException if clients would get other
        ///   features than the trainer
        boolean export(Snapshot snapshot, Path file) throws IOException;
    }

    /// Sends a version, on the publisher's thread.
    public interface Upload {
        /// Brings the version to the registry.
        ///
        /// @throws RegistryException if the registry cannot be reached or refuses
        PublishedVersion publish(VersionDraft draft);

        /// A version of a run that the registry has already.
        ///
        /// @throws RegistryException if the registry cannot be reached or refuses
        Optional<ModelVersion> find(String run, long step);
    }

    /// Hears what becomes of versions, on the publisher's thread.
    public interface Listener {
        /// The registry has it.
        void published(PublishedVersion version);

        /// It waits or was dropped. Told once for as long as the cause stays the same.
        ///
        /// @param detail what happened to which step
        void failed(String detail);
    }

    /// What a publisher does not do itself.
    ///
    /// @param evaluator judges snapshots
    /// @param exporter makes what clients run
    /// @param upload sends versions
    /// @param listener hears of both ends
    /// @param software asked when a snapshot was judged: only then the engine is loaded for sure
    public record Ends(
            Evaluator evaluator,
            Exporter exporter,
            Upload upload,
            Listener listener,
            Supplier<Software> software) {}

    /// @param inbox opened by this
    /// @param folder of the publisher alone
    /// @param waitingBytesMax bytes that waiting versions may take on disk
    /// @param random for the pauses between attempts
    Publisher(
            SnapshotInbox inbox,
            Path folder,
            long waitingBytesMax,
            Ends ends,
            InstantSource clock,
            RandomGenerator random) {
        this.evaluator = ends.evaluator();
        this.outbox = new Outbox(folder, waitingBytesMax, ends, clock, random);
        this.inbox = inbox;
        this.clock = clock;
        this.status = outbox.status();
        settle(Optional.empty());
    }

    /// A publisher that runs until it is closed.
    ///
    /// @param inbox opened by this
    /// @param folder of the publisher alone
    /// @param waitingBytesMax bytes that waiting versions may take on disk
    /// @param random for the pauses between attempts
    public static Publisher start(
            SnapshotInbox inbox,
            Path folder,
            long waitingBytesMax,
            Ends ends,
            InstantSource clock,
            RandomGenerator random) {
        Publisher publisher = new Publisher(inbox, folder, waitingBytesMax, ends, clock, random);
        publisher.thread.start();
        return publisher;
    }

    /// How publishing goes. Any thread may ask.
    public PublishingStatus status() {
        return status;
    }

    /// Does what is due, once: takes a snapshot in, sends the oldest version.
    ///
    /// @return how long there is nothing more to do; empty if until a snapshot comes
    Optional<Duration> runOnce() throws InterruptedException {
        Optional<Snapshot> snapshot = inbox.peek();
        if (snapshot.isPresent()) {
            outbox.keep(snapshot.get(), evaluator.evaluate(snapshot.get()));
        }
        Optional<Duration> rest = outbox.sendOldest();
        settle(snapshot);
        return rest;
    }

    private void settle(Optional<Snapshot> worked) {
        status = outbox.status();
        inbox.settled(worked, outbox.newestStep(), !status.full());
    }

    private void run() {
        try {
            while (true) {
                inbox.await(runOnce());
            }
        } catch (InterruptedException closed) {
            // Closing is the only end; what waits is on disk, and what is not, the next covers.
        } catch (RuntimeException | Error failure) {
            LOG.error("event=publisher-ended, training goes on without versions", failure);
            status = status.broken(failure, clock.instant());
        } finally {
            inbox.close();
        }
    }

    /// Ends the thread. A snapshot that is not on disk yet is let go.
    @Override
    public void close() {
        inbox.close();
        thread.interrupt();
        try {
            thread.join(CLOSE_PATIENCE);
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
    }
}
