package lotic.standalone.command;

import lotic.standalone.terminal.Terminal;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/// Ctrl-C and SIGTERM: the first asks for a clean end, the second ends the process at once, which
/// loses nothing that a kill would not.
///
/// A shutdown hook would not hear the second one, so this needs `sun.misc.Signal`; by reflection,
/// since the compiler's warning about it cannot be turned off.
final class StopSignal {

    private static final int STATUS_OF_SIGNALS = 128;

    private final CompletableFuture<ExitCode> stopped = new CompletableFuture<>();

    private StopSignal() {}

    /// Listens from now on.
    static StopSignal listen() {
        var signal = new StopSignal();
        signal.handle("INT", 2, ExitCode.INTERRUPTED);
        signal.handle("TERM", 15, ExitCode.OK);
        return signal;
    }

    /// From now on the first signal ends the process at once: for work that has nothing to save and
    /// does not listen for long.
    static void endAtOnce(Terminal terminal) {
        var _ =
                listen().stopped
                        .thenAccept(
                                code -> {
                                    terminal.still();
                                    ProcessEnd.atOnce(code.number());
                                });
    }

    /// Does work that may be given up: the first signal interrupts it, and it closes what it
    /// opened.
    ///
    /// @return the exit status of the work, or that of Ctrl-C if it was given up
    static int givingUp(Callable<Integer> work) throws Exception {
        StopSignal signal = listen();
        Thread worker = Thread.currentThread();
        var _ = signal.stopped.thenRun(worker::interrupt);
        try {
            return work.call();
        } catch (Exception failure) {
            // Files and connections have words of their own for an interruption.
            if (signal.stopped.isDone()) {
                return ExitCode.INTERRUPTED.number();
            }
            throw failure;
        }
    }

    /// Completes with the code to end with when somebody wants the process to end.
    CompletableFuture<ExitCode> stopped() {
        return stopped;
    }

    /// Waits for a wish to stop, or for a failure.
    ///
    /// @return the exit status
    /// @throws RuntimeException the failure, if that came first
    int awaitEnd(CompletableFuture<? extends RuntimeException> failure)
            throws InterruptedException, ExecutionException {
        return switch (CompletableFuture.anyOf(stopped, failure).get()) {
            case RuntimeException failed -> throw failed;
            default -> stopped.get().number();
        };
    }

    private void handle(String name, int number, ExitCode exitCode) {
        InvocationHandler raised =
                (_, method, _) -> {
                    if (method.getName().equals("handle") && !stopped.complete(exitCode)) {
                        ProcessEnd.atOnce(STATUS_OF_SIGNALS + number);
                    }
                    return null;
                };
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object proxy =
                    Proxy.newProxyInstance(
                            StopSignal.class.getClassLoader(), new Class<?>[] {handler}, raised);
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("the module jdk.unsupported is missing", e);
        }
    }
}
