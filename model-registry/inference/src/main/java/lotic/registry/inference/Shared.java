package lotic.registry.inference;

import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;

/// A version that calls use while it may be replaced: it is closed when it was let go and the last
/// call that uses it has ended.
final class Shared {

    private final LoadedVersion version;
    private final CountDownLatch closed = new CountDownLatch(1);

    /// Calls in progress, and one more until it is let go.
    private int users = 1;

    Shared(LoadedVersion version) {
        this.version = version;
    }

    LoadedVersion version() {
        return version;
    }

    /// Uses the version.
    ///
    /// @return empty if it was let go
    <T> Optional<T> use(Function<LoadedVersion, T> call) {
        if (!enter()) {
            return Optional.empty();
        }
        try {
            return Optional.of(call.apply(version));
        } finally {
            leave();
        }
    }

    /// No new call may use it. Once.
    void letGo() {
        leave();
    }

    /// Waits until the last call has ended and the memory is free.
    void awaitClosed() throws InterruptedException {
        closed.await();
    }

    private synchronized boolean enter() {
        if (users == 0) {
            return false;
        }
        users++;
        return true;
    }

    private synchronized void leave() {
        users--;
        if (users == 0) {
            version.close();
            closed.countDown();
        }
    }
}
