package lotic.registry.inference;

import lotic.registry.client.PullProgress;
import lotic.registry.client.RegistryClient;
import lotic.registry.client.VerifiedFolder;
import lotic.registry.format.VersionRef;
import lotic.registry.inference.InferenceException.Reason;

import java.nio.file.Path;
import java.util.Optional;

/// Turns images into features with a published version. Safe for use by many threads; each call
/// computes on the thread that makes it.
///
/// ```java
/// try (var registry = new RegistryClient(URI.create("http://localhost:7073"));
///         var embedder = Embedder.follow(registry, "demo")) {
///     Embedding answer = embedder.embed(Files.readAllBytes(Path.of("cat.jpg")));
///     System.out.println(answer.version() + " " + Arrays.toString(answer.vector()));
/// }
/// ```
public final class Embedder implements AutoCloseable {

    private volatile Shared current;
    private volatile boolean closed;
    private Optional<Follower> follower = Optional.empty();

    private Embedder(LoadedVersion first) {
        current = new Shared(first);
    }

    /// An embedder of one version for good.
    ///
    /// @param folder with the version's files; not needed any more when this returns
    /// @param name that answers bear as their version
    /// @throws InferenceException if a file is missing or cannot be used
    public static Embedder open(Path folder, String name) {
        return new Embedder(LoadedVersion.open(folder, name));
    }

    /// An embedder of one version for good; its answers name it.
    ///
    /// @throws InferenceException if a file is missing or cannot be used
    public static Embedder open(VerifiedFolder pulled) {
        return open(pulled.folder(), pulled.version().ref().toString());
    }

    /// An embedder of one version for good, fetched for it and not kept on disk.
    ///
    /// @param progress is told how the pull goes on
    /// @throws lotic.registry.client.RegistryException if the version cannot be fetched
    /// @throws InferenceException if a file is missing or cannot be used
    public static Embedder fetch(RegistryClient registry, VersionRef ref, PullProgress progress) {
        VersionCache cache = VersionCache.temporary();
        try {
            return open(registry.pull(ref, cache.folder(), progress));
        } finally {
            cache.close();
        }
    }

    /// An embedder of a model's newest version, now and later: [#follow(RegistryClient, VersionRef,
    /// Path, FollowListener)] with a folder of its own, which goes away with it.
    ///
    /// @param model such as `demo`
    public static Embedder follow(RegistryClient registry, String model) {
        return following(
                registry, VersionRef.parse(model), VersionCache.temporary(), FollowListener.SILENT);
    }

    /// An embedder that goes over to another version between two calls whenever the reference names
    /// another one. No call fails or waits for it: the version before answers until the next is
    /// ready. At most two are in memory, and one on disk but for the moment of going over.
    ///
    /// While the registry is away, or a newer version cannot be used, the version before goes on
    /// answering and the listener hears why.
    ///
    /// @param registry must stay open as long as the embedder
    /// @param ref an alias that moves, such as `demo` or `demo@stable`
    /// @param folder of this embedder alone, made if it is not there; a version that was pulled
    ///   into it before is used again
    /// @throws lotic.registry.client.RegistryException if the first version cannot be fetched
    /// @throws InferenceException if it cannot be used
    public static Embedder follow(
            RegistryClient registry, VersionRef ref, Path folder, FollowListener listener) {
        return following(registry, ref, VersionCache.in(folder), listener);
    }

    private static Embedder following(
            RegistryClient registry, VersionRef ref, VersionCache cache, FollowListener listener) {
        Follower follower = new Follower(registry, ref, cache, listener);
        try {
            Embedder embedder = new Embedder(follower.first());
            embedder.follower = Optional.of(follower);
            follower.start(embedder::swap);
            return embedder;
        } catch (RuntimeException failure) {
            cache.close();
            throw failure;
        }
    }

    /// The features of an image.
    ///
    /// @param image the bytes of its file: JPEG, PNG, WebP, GIF, BMP or TIFF
    /// @throws InferenceException if no picture can be made of them, or the embedder is closed
    public Embedding embed(byte[] image) {
        while (!closed) {
            // Between reading the field and using it, it may be let go: then another is there.
            Optional<Embedding> answer = current.use(version -> version.embed(image));
            if (answer.isPresent()) {
                return answer.get();
            }
        }
        throw new InferenceException(Reason.CLOSED, "the embedder is closed");
    }

    /// What answers now, for who wants to see it go.
    Shared answering() {
        return current;
    }

    /// What answers now, such as `demo@37`.
    public String version() {
        return current.version().name();
    }

    /// Width of the features of the version that answers now.
    public int dimension() {
        return current.version().dimension();
    }

    /// Replaces the version and waits until the one before is closed: memory holds two at most.
    private void swap(LoadedVersion next) throws InterruptedException {
        Shared before;
        synchronized (this) {
            if (closed) {
                next.close();
                return;
            }
            before = current;
            current = new Shared(next);
        }
        before.letGo();
        before.awaitClosed();
    }

    /// Ends following. Calls in progress end as if nothing were.
    @Override
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
        }
        current.letGo();
        follower.ifPresent(Follower::close);
    }
}
