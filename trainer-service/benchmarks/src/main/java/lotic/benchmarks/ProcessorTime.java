package lotic.benchmarks;

import java.time.Duration;

/// What this process has used of the processors: threads of Java, of the engine and of the virtual
/// machine alike.
public final class ProcessorTime {

    private ProcessorTime() {}

    /// Since the process began, in seconds; NaN where the system does not say.
    public static double seconds() {
        return ProcessHandle.current()
                .info()
                .totalCpuDuration()
                .map(Duration::toNanos)
                .map(ns -> ns / 1e9)
                .orElse(Double.NaN);
    }
}
