package lotic.registry.inference;

import lotic.registry.client.ModelSummary;
import lotic.registry.client.ModelVersion;
import lotic.registry.client.PullProgress;
import lotic.registry.client.RegistryClient;
import lotic.registry.client.RegistryException;
import lotic.registry.client.VerifiedFolder;
import lotic.registry.client.Watch;
import lotic.registry.format.VersionRef;

import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Hears of newer versions and brings them, one after the other, on a thread of its own. Of several
/// that came meanwhile it takes the newest.
final class Follower implements AutoCloseable {

    private static final Logger LOG = System.getLogger(Follower.class.getName());

    /// The client has tried for a while before it says that the registry is away.
    private static final Duration REST = Duration.ofSeconds(5);

    /// How long closing waits for a version that is being loaded.
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(30);

    private final RegistryClient registry;
    private final VersionRef ref;
    private final VersionCache cache;
    private final FollowListener listener;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread =
            Thread.ofPlatform().name("embedder-follower").daemon().unstarted(this::follow);

    /// Sequence of the last event that is settled.
    private long cursor;

    private volatile Optional<Watch> watch = Optional.empty();
    private Optional<VerifiedFolder> used = Optional.empty();
    private Swap swap = _ -> {};

    /// Lets calls be answered by another version.
    @FunctionalInterface
    interface Swap {
        /// Returns when the version before is closed.
        void to(LoadedVersion next) throws InterruptedException;
    }

    Follower(RegistryClient registry, VersionRef ref, VersionCache cache, FollowListener listener) {
        this.registry = registry;
        this.ref = ref;
        this.cache = cache;
        this.listener = listener;
    }

    /// Brings the version that answers first.
    LoadedVersion first() {
        // What happens from here on is heard of, so the version that is asked for next is not old
        // news for longer than it takes to bring another.
        cursor =
                registry.models().stream()
                        .filter(model -> model.name().equals(ref.model()))
                        .mapToLong(ModelSummary::lastSequence)
                        .findFirst()
                        .orElse(0);
        VerifiedFolder first = pull(registry.version(ref));
        used = Optional.of(first);
        LoadedVersion loaded = load(first);
        cache.keepOnly(first);
        return loaded;
    }

    /// @param swap is given each newer version, on the follower's thread
    void start(Swap swap) {
        this.swap = swap;
        thread.start();
    }

    private void follow() {
        try {
            while (isOpen()) {
                watch();
            }
        } catch (InterruptedException _) {
            // Closing is the only end.
        }
    }

    private void watch() throws InterruptedException {
        try (Watch events = registry.watch(ref.model(), cursor)) {
            watch = Optional.of(events);
            // Whoever closed before it knew of this watch did not close it.
            while (isOpen() && events.hasNext()) {
                events.next();
                settle();
                cursor = events.cursor();
            }
        } catch (RegistryException failure) {
            tell(failure);
            if (failure.reason() == RegistryException.Reason.REFUSED) {
                cursor = 0; // a registry that was made anew does not know the cursor of the old one
            }
            rest();
        }
    }

    /// Comes back when the newest version answers, or will not.
    private void settle() throws InterruptedException {
        boolean settled = false;
        while (!settled && isOpen()) {
            try {
                bringNewest();
                settled = true;
            } catch (InferenceException | UncheckedIOException unusable) {
                tell(unusable);
                settled = true; // Trying again will not help, the next version may.
            } catch (RegistryException failure) {
                tell(failure);
                settled =
                        switch (failure.reason()) {
                            case UNREACHABLE, LOCAL -> false;
                            case NOT_FOUND, REFUSED, CORRUPT -> true;
                        };
                if (!settled) {
                    rest();
                }
            }
        }
    }

    private void bringNewest() throws InterruptedException {
        ModelVersion newest = registry.version(ref);
        if (used.filter(it -> it.version().number() == newest.number()).isPresent()) {
            return;
        }
        VerifiedFolder next = pull(newest);
        LoadedVersion loaded;
        try {
            loaded = load(next);
        } catch (InferenceException unusable) {
            cache.remove(next);
            throw unusable;
        }
        swap.to(loaded);
        Optional<VerifiedFolder> before = used;
        used = Optional.of(next);
        tell(listener -> listener.swapped(loaded.name()));
        before.ifPresent(cache::remove);
    }

    private VerifiedFolder pull(ModelVersion version) {
        return registry.pull(version, cache.folder(), PullProgress.SILENT);
    }

    private static LoadedVersion load(VerifiedFolder version) {
        return LoadedVersion.open(version.folder(), version.version().ref().toString());
    }

    private boolean isOpen() {
        return closed.getCount() > 0;
    }

    private void tell(RuntimeException failure) {
        if (isOpen()) {
            tell(listener -> listener.failed(String.valueOf(failure.getMessage())));
        }
    }

    /// Newer versions are not missed because somebody else's code fails.
    private void tell(Consumer<FollowListener> news) {
        try {
            news.accept(listener);
        } catch (RuntimeException fault) {
            LOG.log(Level.WARNING, "a listener of " + ref + " failed", fault);
        }
    }

    private void rest() throws InterruptedException {
        boolean ended = closed.await(REST.toNanos(), TimeUnit.NANOSECONDS);
        assert ended || isOpen();
    }

    @Override
    public void close() {
        closed.countDown();
        watch.ifPresent(Watch::close);
        thread.interrupt();
        try {
            thread.join(CLOSE_PATIENCE);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        cache.close();
    }
}
