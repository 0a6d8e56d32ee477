package lotic.standalone.settings;

import lotic.trainer.TrainerSettings;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Everything that is set, checked.
///
/// @param run name of the run and of its model
/// @param dataFolder where it lives
/// @param kafka which Kafka
/// @param broker the embedded one
/// @param trainer the trainer
/// @param inForce each setting with its origin, by part
public record Settings(
        String run,
        Path dataFolder,
        KafkaSettings kafka,
        BrokerSettings broker,
        TrainerSettings trainer,
        List<Setting> inForce) {

    public Settings {
        inForce = List.copyOf(inForce);
    }

    /// Puts defaults under what was given.
    ///
    /// @param defaultRun name of the run where none is given
    /// @throws SettingsException if a key is unknown or a value refused
    public static Settings of(Layers layers, Map<String, String> environment, String defaultRun) {
        var reader = new Reader(layers);
        RunSettings run = reader.read("", new RunSettings(defaultRun, Optional.empty()));
        Path dataFolder = run.dataFolder(environment).toAbsolutePath().normalize();
        KafkaSettings kafka = reader.read("kafka", KafkaSettings.DEFAULTS);
        BrokerSettings broker = reader.read("broker", BrokerSettings.DEFAULTS);
        layers.derive("trainer.run", run.run(), "run");
        TrainerSettings trainer =
                reader.read("trainer", TrainerSettings.defaults(dataFolder.resolve("trainer")));
        layers.refuseUnknown(reader.known);
        return new Settings(run.run(), dataFolder, kafka, broker, trainer, reader.inForce);
    }

    /// Where the ingest service is.
    public URI ingestUri() {
        return trainer.ingest();
    }

    /// Where the registry is.
    public URI registryUri() {
        return trainer.registry();
    }

    /// Where the trainer is.
    public URI trainerUri() {
        return URI.create("http://%s:%d".formatted(trainer.host(), trainer.port()));
    }

    /// Reads section after section and remembers what there is.
    private static final class Reader {

        private final Layers layers;
        private final Set<String> known = new HashSet<>();
        private final List<Setting> inForce = new ArrayList<>();

        Reader(Layers layers) {
            this.layers = layers;
        }

        <R extends Record> R read(String prefix, R defaults) {
            var section = new Section<>(prefix, defaults);
            section.keys().forEach(known::add);
            R record = section.read(layers);
            inForce.addAll(section.inForce(record, layers));
            return record;
        }
    }
}
