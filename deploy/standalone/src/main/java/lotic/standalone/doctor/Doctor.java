package lotic.standalone.doctor;

import lotic.standalone.settings.Settings;

import java.util.List;
import java.util.Map;

/// Looks at everything once.
public final class Doctor {

    private Doctor() {}

    /// What was found, in the order of looking.
    ///
    /// @param settings in force: which ports, which folder
    /// @param environment of the process
    public static List<Finding> examine(Settings settings, Map<String, String> environment) {
        return Judgement.of(Look.around(settings, environment));
    }
}
