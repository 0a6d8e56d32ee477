package lotic.ingest;

import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.management.health.indicator.annotation.Readiness;

import jakarta.inject.Singleton;

import lotic.ingest.admission.Admission;
import lotic.ingest.admission.AdmissionState;
import lotic.ingest.intake.Receipt;
import lotic.ingest.intake.Watermarks;

import org.reactivestreams.Publisher;

import java.util.LinkedHashMap;
import java.util.Map;

/// Whether images are taken and admitted at present, with the reasons why not. Liveness has no such
/// check: a restart of ours mends no broker.
@Singleton
@Readiness
final class IngestReadiness implements HealthIndicator {

    private final Admission admission;
    private final Watermarks watermarks;
    private final Upkeep upkeep;

    IngestReadiness(Admission admission, Watermarks watermarks, Upkeep upkeep) {
        this.admission = admission;
        this.watermarks = watermarks;
        this.upkeep = upkeep;
    }

    @Override
    public Publisher<HealthResult> getResult() {
        Map<String, String> reasons = reasons();
        return Publishers.just(
                HealthResult.builder(
                                "ingest", reasons.isEmpty() ? HealthStatus.UP : HealthStatus.DOWN)
                        .details(reasons)
                        .build());
    }

    private Map<String, String> reasons() {
        Map<String, String> reasons = new LinkedHashMap<>();
        upkeep.brokerFault().ifPresent(fault -> reasons.put("broker", fault));
        if (admission.state() != AdmissionState.RUNNING) {
            reasons.put("admission", "admission is " + admission.state().code());
        }
        watermarks.closed().map(Receipt.Refused::detail).ifPresent(d -> reasons.put("gate", d));
        return reasons;
    }
}
