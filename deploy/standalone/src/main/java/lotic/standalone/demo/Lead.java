package lotic.standalone.demo;

/// How far the producer may be ahead of learning, so that neither the log nor the lag grows without
/// bound. Safe for use by many threads.
final class Lead {

    private final long picturesMax;
    private long delivered;
    private long allowed;

    /// Without room until it learns how things are.
    ///
    /// @param picturesMax that may wait to be learnt
    Lead(long picturesMax) {
        this.picturesMax = picturesMax;
    }

    /// Waits until one more picture may go.
    synchronized void awaitRoom() throws InterruptedException {
        while (delivered >= allowed) {
            wait();
        }
        delivered++;
    }

    /// Makes room for what was learnt.
    ///
    /// @param backlog pictures that are submitted and not learnt yet, as seen just now; those that
    ///   are still on their way to the gate are in nobody's count and widen the lead a little
    synchronized void learn(long backlog) {
        allowed = delivered + Math.max(0, picturesMax - backlog);
        notifyAll();
    }
}
