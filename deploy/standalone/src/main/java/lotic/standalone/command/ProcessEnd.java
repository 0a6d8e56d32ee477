package lotic.standalone.command;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Collection;
import java.util.Optional;

/// The end of this process.
///
/// At its usual end a process runs the destructors of its native libraries, and a thread that is
/// inside libtorch or ONNX Runtime at that moment crashes it. [Runtime#halt] does that too.
public final class ProcessEnd {

    /// DJL's engines and ONNX Runtime.
    private static final String ENGINES = "ai.";

    private ProcessEnd() {}

    /// Ends in the usual way if no thread is inside an engine, else at once.
    public static void with(int status) {
        if (engineAtWork(Thread.getAllStackTraces().values())) {
            atOnce(status);
        }
        System.exit(status);
    }

    /// Ends as if killed, but with this status: no shutdown hook runs, no destructor.
    static void atOnce(int status) {
        System.out.flush();
        System.err.flush();
        try {
            exitOfLibc().ifPresent(exit -> call(exit, status));
        } finally {
            Runtime.getRuntime().halt(status);
        }
    }

    static boolean engineAtWork(Collection<StackTraceElement[]> threads) {
        return threads.stream()
                .filter(frames -> frames.length > 0)
                .map(frames -> frames[0])
                .anyMatch(
                        frame ->
                                frame.isNativeMethod() && frame.getClassName().startsWith(ENGINES));
    }

    @SuppressWarnings("restricted") // the C library is called on purpose
    private static Optional<MethodHandle> exitOfLibc() {
        Linker linker = Linker.nativeLinker();
        return linker.defaultLookup()
                .find("_exit")
                .map(
                        exit ->
                                linker.downcallHandle(
                                        exit, FunctionDescriptor.ofVoid(ValueLayout.JAVA_INT)));
    }

    private static void call(MethodHandle exit, int status) {
        try {
            exit.invokeExact(status);
        } catch (Throwable e) {
            throw new LinkageError("_exit could not be called", e);
        }
    }
}
