package lotic.ingest.http;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

import lotic.ingest.admission.Admission;
import lotic.ingest.admission.AdmissionRules;
import lotic.ingest.intake.Gate;

/// `GET /v1/intake`: where everything is that was ever submitted.
@Controller("/v1/intake")
final class IntakeController {

    private final Gate gate;
    private final Admission admission;
    private final AdmissionRules rules;

    IntakeController(Gate gate, Admission admission, AdmissionRules rules) {
        this.gate = gate;
        this.admission = admission;
        this.rules = rules;
    }

    @Get
    @ExecuteOn(TaskExecutors.VIRTUAL)
    IntakeReport intake() {
        return IntakeReport.of(
                admission.counts(), gate.refusedByReason(), admission.state(), rules.duplicates());
    }
}
