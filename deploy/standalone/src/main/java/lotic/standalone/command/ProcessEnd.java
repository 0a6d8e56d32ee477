package lotic.standalone.command;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.util.Collection;

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
    @SuppressWarnings("restricted") // the C library is called on purpose
    static void atOnce(int status) {
        System.out.flush();
        System.err.flush();
        Linker linker = Linker.nativeLinker();
        try {
            linker.downcallHandle(
                            linker.defaultLookup().findOrThrow("_exit"),
                            FunctionDescriptor.ofVoid(ValueLayout.JAVA_INT))
                    .invokeExact(status);
        } catch (Throwable _) {
            // A system without it has the usual end left.
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
}
