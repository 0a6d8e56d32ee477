package lotic.standalone.doctor;

import lotic.standalone.settings.Settings;

import java.util.ArrayList;
import java.util.List;

/// Looks at everything once.
public final class Doctor {

    private Doctor() {}

    /// What was found, in the order of looking.
    ///
    /// @param settings in force: which ports, which folder
    public static List<Finding> examine(Settings settings) {
        List<Finding> findings = new ArrayList<>();
        findings.add(Machine.java());
        findings.add(Machine.processor());
        findings.add(Machine.memory());
        long logBytesMax = settings.kafka().submittedBytesMax() + settings.kafka().imagesBytesMax();
        findings.add(Machine.disk(settings.dataFolder(), logBytesMax));
        findings.add(Ports.look("broker.port", settings.broker().port()));
        findings.add(Ports.look("ingest.port", settings.ingest().port()));
        findings.add(Ports.look("trainer.port", settings.trainer().port()));
        findings.add(Ports.look("registry.port", settings.registry().port()));
        findings.add(NativeCode.storage());
        findings.add(NativeCode.decoder());
        findings.add(NativeCode.engine());
        findings.add(NativeCode.gpu());
        return findings;
    }
}
