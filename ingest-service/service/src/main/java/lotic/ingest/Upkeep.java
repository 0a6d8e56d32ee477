package lotic.ingest;

import lotic.ingest.admission.Admission;
import lotic.ingest.admission.AdmissionMetrics;
import lotic.ingest.admission.AdmissionUnavailableException;
import lotic.ingest.intake.Watermarks;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// What is done from time to time on a thread of its own: look at the watermarks, refresh the
/// metrics, let the broker delete what is decided.
final class Upkeep implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);
    private static final int LOOK_SECONDS = 5;
    private static final int TRIM_SECONDS = 60;

    private final Admission admission;
    private final Watermarks watermarks;
    private final AdmissionMetrics metrics;
    private final ScheduledExecutorService executor =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("ingest-upkeep").daemon().factory());
    private volatile Optional<String> brokerFault = Optional.empty();

    Upkeep(Admission admission, Watermarks watermarks, AdmissionMetrics metrics) {
        this.admission = admission;
        this.watermarks = watermarks;
        this.metrics = metrics;
    }

    void start() {
        var _ =
                executor.scheduleWithFixedDelay(
                        () -> attempt(this::look), 0, LOOK_SECONDS, TimeUnit.SECONDS);
        var _ =
                executor.scheduleWithFixedDelay(
                        () -> attempt(admission::trim),
                        TRIM_SECONDS,
                        TRIM_SECONDS,
                        TimeUnit.SECONDS);
    }

    /// Why the broker could not be asked at the last attempt, if so.
    Optional<String> brokerFault() {
        return brokerFault;
    }

    private void look() {
        watermarks.look();
        metrics.update(admission.counts());
    }

    /// Makes one attempt; what failed is tried again at the next one. That the broker does not
    /// answer is told by readiness, anything else by the log: an exception that got out would end
    /// the task for good.
    void attempt(Runnable task) {
        try {
            task.run();
            brokerFault = Optional.empty();
        } catch (AdmissionUnavailableException e) {
            brokerFault = Optional.of(String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            LOG.warn("event=upkeep-failed cause=\"{}\"", String.valueOf(e));
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
