package lotic.learning.engine;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Settings of the C library and of OpenMP that make training faster, made from within the process.
/// They take effect only before the engine loads, and only where the user has not decided
/// otherwise.
@SuppressWarnings("restricted") // the C library is called on purpose
public final class NativeTuning {

    /// glibc's `mallopt` parameters (malloc.h).
    private static final int TRIM_THRESHOLD = -1;

    private static final int TOP_PAD = -2;
    private static final int MMAP_THRESHOLD = -3;

    private static final int TOP_PAD_BYTES = 256 << 20;

    private final Map<String, String> environment;
    private final List<String> applied = new ArrayList<>();

    private NativeTuning(Map<String, String> environment) {
        this.environment = environment;
    }

    /// Applies what this platform has.
    ///
    /// @param environment of the process; a variable that is set there is the user's will
    /// @return what was set, such as `GOMP_SPINCOUNT=1000`; empty where the platform has none of it
    public static List<String> apply(Map<String, String> environment) {
        NativeTuning tuning = new NativeTuning(environment);
        tuning.keepMemory();
        tuning.useHugePages();
        tuning.spinBriefly();
        return List.copyOf(tuning.applied);
    }

    /// Activations of one step are as large as those of the next: memory that goes back to the
    /// kernel after each step would be zeroed page by page in the next one.
    private void keepMemory() {
        mallopt("MALLOC_MMAP_THRESHOLD_", MMAP_THRESHOLD, Integer.MAX_VALUE);
        mallopt("MALLOC_TRIM_THRESHOLD_", TRIM_THRESHOLD, Integer.MAX_VALUE);
        mallopt("MALLOC_TOP_PAD_", TOP_PAD, TOP_PAD_BYTES);
    }

    /// libtorch then asks for huge pages for large tensors (c10/core/impl/alloc_cpu.cpp).
    private void useHugePages() {
        setenv("THP_MEM_ALLOC_ENABLE", "1");
    }

    /// GNU's OpenMP lets idle threads spin for milliseconds. Beside a broker, decoders and a JVM
    /// that takes the cores from those that work.
    private void spinBriefly() {
        if (!environment.containsKey("OMP_WAIT_POLICY")) {
            setenv("GOMP_SPINCOUNT", "1000");
        }
    }

    private void mallopt(String variable, int parameter, int value) {
        if (environment.containsKey(variable)) {
            return;
        }
        FunctionDescriptor signature =
                FunctionDescriptor.of(
                        ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);
        Optional<MethodHandle> function = function("mallopt", signature);
        if (function.isPresent() && call(function.get(), parameter, value) != 0) {
            applied.add(variable + "=" + value);
        }
    }

    private void setenv(String variable, String value) {
        if (environment.containsKey(variable)) {
            return;
        }
        FunctionDescriptor signature =
                FunctionDescriptor.of(
                        ValueLayout.JAVA_INT,
                        ValueLayout.ADDRESS,
                        ValueLayout.ADDRESS,
                        ValueLayout.JAVA_INT);
        Optional<MethodHandle> function = function("setenv", signature);
        if (function.isEmpty()) {
            return;
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment name = arena.allocateFrom(variable);
            MemorySegment text = arena.allocateFrom(value);
            if (call(function.get(), name, text, 0) == 0) {
                applied.add(variable + "=" + value);
            }
        }
    }

    private static Optional<MethodHandle> function(String name, FunctionDescriptor signature) {
        Linker linker = Linker.nativeLinker();
        return linker.defaultLookup()
                .find(name)
                .map(address -> linker.downcallHandle(address, signature));
    }

    private static int call(MethodHandle function, Object... arguments) {
        try {
            return (int) function.invokeWithArguments(arguments);
        } catch (Throwable e) {
            throw new IllegalStateException("a call of the C library failed", e);
        }
    }
}
