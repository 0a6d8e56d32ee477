package lotic.standalone.settings;

import lotic.registry.format.Names;

/// What is being run.
///
/// @param run name of the run and of its model, as the registry takes it
record RunSettings(String run) {

    RunSettings {
        Names.model(run);
    }
}
