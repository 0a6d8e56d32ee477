package lotic.trainer.role;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/// A thread that calls one role until it is stopped or the role fails.
public final class RoleThread {

    private final Role role;
    private final Consumer<Throwable> onFailure;
    private final Thread thread;
    private volatile boolean stopping;

    /// @param name of the thread
    /// @param onFailure told what ended the role, by its own thread; must not block
    public RoleThread(String name, Role role, Consumer<Throwable> onFailure) {
        this.role = role;
        this.onFailure = onFailure;
        this.thread = Thread.ofPlatform().name(name).daemon().unstarted(this::run);
    }

    /// As it was given.
    public String name() {
        return thread.getName();
    }

    public void start() {
        thread.start();
    }

    /// Says that there may be something to do. Cheap; may be called by any thread at any time.
    public void wake() {
        LockSupport.unpark(thread);
    }

    /// Asks for the end; the role's present piece of work is finished first.
    public void stop() {
        stopping = true;
        wake();
    }

    /// Waits for the end.
    ///
    /// @return false if the role has not ended by then
    public boolean ended(Duration patience) {
        try {
            return thread.join(patience);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void run() {
        try {
            role.begin();
            while (!stopping) {
                if (!role.work()) {
                    // A wake-up since the last look at the work leaves a permit: none is missed.
                    LockSupport.parkNanos(role.patience().toNanos());
                }
            }
        } catch (Throwable failure) {
            onFailure.accept(failure);
        } finally {
            role.end();
        }
    }
}
