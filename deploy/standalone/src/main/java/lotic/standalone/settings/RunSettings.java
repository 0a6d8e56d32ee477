package lotic.standalone.settings;

/// What is being run.
///
/// @param run name of the run and of its model
record RunSettings(String run) {

    RunSettings {
        if (!run.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,95}")) {
            throw new IllegalArgumentException(
                    "run is \""
                            + run
                            + "\"; use at most 96 letters, digits, dots, dashes, underscores, a"
                            + " letter or digit first");
        }
    }
}
