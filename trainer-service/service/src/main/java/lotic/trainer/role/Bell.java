package lotic.trainer.role;

import java.util.List;

/// Wakes the threads that wait for something. Ringing is cheap and never blocks; a bell that wakes
/// nobody is fine.
public final class Bell {

    private volatile List<RoleThread> listeners = List.of();

    /// From now on wakes these.
    public void wakes(List<RoleThread> threads) {
        listeners = List.copyOf(threads);
    }

    public void ring() {
        listeners.forEach(RoleThread::wake);
    }
}
