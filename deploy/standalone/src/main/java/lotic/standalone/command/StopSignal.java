package lotic.standalone.command;

import sun.misc.Signal;

import java.util.concurrent.CompletableFuture;

/// Ctrl-C and SIGTERM: the first asks for a clean end, the second ends the process at once, which
/// loses nothing that a kill would not.
final class StopSignal {

    private static final int SIGNAL_BASE = 128;

    private final CompletableFuture<ExitCode> stopped = new CompletableFuture<>();

    private StopSignal() {}

    /// Listens from now on.
    static StopSignal listen() {
        var signal = new StopSignal();
        Signal.handle(new Signal("INT"), it -> signal.raise(it, ExitCode.INTERRUPTED));
        Signal.handle(new Signal("TERM"), it -> signal.raise(it, ExitCode.OK));
        return signal;
    }

    /// Completes with the code to end with when somebody wants the process to end.
    CompletableFuture<ExitCode> stopped() {
        return stopped;
    }

    private void raise(Signal signal, ExitCode exitCode) {
        if (!stopped.complete(exitCode)) {
            Runtime.getRuntime().halt(SIGNAL_BASE + signal.getNumber());
        }
    }
}
