package lotic.ingest;

import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;

import jakarta.inject.Singleton;

import lotic.ingest.admission.Admission;
import lotic.ingest.admission.AdmissionMetrics;
import lotic.ingest.admission.AdmissionRules;
import lotic.ingest.intake.BodyReader;
import lotic.ingest.intake.Gate;
import lotic.ingest.intake.GateMetrics;
import lotic.ingest.intake.InFlightBytes;
import lotic.ingest.intake.RecentSubmissions;
import lotic.ingest.intake.SubmissionLog;
import lotic.ingest.intake.Watermarks;

/// Puts the service together from its settings and its two ends, the log and admission.
@Factory
final class IngestBeans {

    private final IngestSettings settings;

    IngestBeans(IngestSettings settings) {
        this.settings = settings;
    }

    @Singleton
    AdmissionRules rules() {
        return settings.admissionRules();
    }

    @Singleton
    InFlightBytes budget() {
        return new InFlightBytes(settings.inFlightBytesMax());
    }

    @Singleton
    BodyReader reader(InFlightBytes budget) {
        return new BodyReader(settings.maxImageBytes(), budget);
    }

    @Singleton
    RecentSubmissions recent() {
        return new RecentSubmissions();
    }

    @Singleton
    Watermarks watermarks(Admission admission) {
        return new Watermarks(admission, settings.dataFolder(), settings.freeDiskBytesMin());
    }

    @Singleton
    Gate gate(
            SubmissionLog log,
            Watermarks watermarks,
            RecentSubmissions recent,
            InFlightBytes budget,
            MeterRegistry registry) {
        return new Gate(
                log, settings.pixelLimit(), watermarks, recent, new GateMetrics(registry, budget));
    }

    @Context
    @Bean(preDestroy = "close")
    Upkeep upkeep(Admission admission, Watermarks watermarks, MeterRegistry registry) {
        Upkeep upkeep =
                new Upkeep(admission, watermarks, new AdmissionMetrics(registry, admission));
        upkeep.start();
        return upkeep;
    }
}
