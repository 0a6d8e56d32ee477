package lotic.standalone.settings;

import lotic.ingest.IngestSettings;
import lotic.registry.service.RegistrySettings;
import lotic.trainer.TrainerSettings;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Everything that is set, checked.
///
/// @param run name of the run and of its model
/// @param dataFolder where it lives
/// @param kafka which Kafka
/// @param broker the embedded one
/// @param ingest the ingest service
/// @param registry the registry
/// @param trainer the trainer
/// @param inForce each setting with its origin, by part
public record Settings(
        String run,
        Path dataFolder,
        KafkaSettings kafka,
        BrokerSettings broker,
        IngestSettings ingest,
        RegistrySettings registry,
        TrainerSettings trainer,
        List<Setting> inForce) {

    private static final List<String> PORTS =
            List.of("broker.port", "ingest.port", "trainer.port", "registry.port");

    public Settings {
        inForce = List.copyOf(inForce);
    }

    /// Puts defaults under what was given.
    ///
    /// @param environment for the user's data folder
    /// @param defaultRun name of the run where none is given
    /// @throws SettingsException if a key is unknown or a value refused
    public static Settings of(Layers layers, Map<String, String> environment, String defaultRun) {
        var reader = new Reader(layers);
        String run = reader.read("", new RunSettings(defaultRun)).run();
        Path data = reader.read("", FolderSettings.of(run, environment)).data();
        PORTS.forEach(layers::choosePort);
        KafkaSettings kafka = reader.read("kafka", KafkaSettings.defaults());
        BrokerSettings broker = reader.read("broker", BrokerSettings.DEFAULTS);
        IngestSettings ingest =
                reader.read("ingest", IngestSettings.defaults(data.resolve("ingest")));
        layers.derive("trainer.run", run, "run");
        RegistrySettings registry =
                reader.read("registry", RegistrySettings.defaults(data.resolve("registry")));
        layers.derive("trainer.registry", uri(registry.host(), registry.port()), "registry.port");
        layers.derive("trainer.ingest", uri(ingest.host(), ingest.port()), "ingest.port");
        TrainerSettings trainer =
                reader.read("trainer", TrainerSettings.defaults(data.resolve("trainer")));
        layers.refuseUnknown(reader.known);
        return new Settings(run, data, kafka, broker, ingest, registry, trainer, reader.inForce);
    }

    /// Where the log of a process goes.
    ///
    /// @param process what it is, such as `lotic` or `ingest`
    public Path logFile(String process) {
        return dataFolder.resolve("logs").resolve(process + ".log");
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
        return URI.create(uri(trainer.host(), trainer.port()));
    }

    private static String uri(String host, int port) {
        return "http://%s:%d".formatted(host, port);
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
