package lotic.ingest.admission;

import java.util.Locale;

/// How admission is doing.
public enum AdmissionState {
    /// Joining its group and reading its state; nothing is decided yet.
    STARTING,
    /// Deciding.
    RUNNING,
    /// It ended by a fault that a fresh thread cannot cure; the service must be restarted.
    FAILED,
    /// Closed.
    STOPPED;

    /// The state as it stands in bodies and metrics.
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
