package lotic.registry.service.api;

import java.util.concurrent.Semaphore;

/// Bounds how much of one thing goes on at once: who finds no slot is sent away for a while, nobody
/// queues.
final class Slots {

    private final String what;
    private final String limit;
    private final RegistryObserver observer;
    private final int max;
    private final Semaphore free;

    /// Held while the thing goes on.
    interface Slot extends AutoCloseable {
        @Override
        void close();
    }

    /// @param what the things, such as uploads
    /// @param limit the setting, without its prefix
    Slots(String what, String limit, int max, RegistryObserver observer) {
        this.what = what;
        this.limit = limit;
        this.observer = observer;
        this.max = max;
        this.free = new Semaphore(max);
    }

    /// Takes a slot.
    ///
    /// @throws ApiException with 503 and Retry-After if there is none
    Slot take() {
        if (!free.tryAcquire()) {
            observer.limitReached(limit);
            throw ApiException.busy(
                    "too-many-" + what,
                    "%d %s go on at once already, the most that registry.%s allows"
                            .formatted(max, what, limit));
        }
        return free::release;
    }

    int taken() {
        return max - free.availablePermits();
    }
}
