package lotic.standalone.command;

import lotic.registry.service.RegistryService;
import lotic.registry.service.RegistrySettings;
import lotic.schemas.KafkaConnection;
import lotic.schemas.Topics;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// A registry on any free port, whose broker is away.
final class LocalRegistry {

    private LocalRegistry() {}

    static RegistryService start(Path folder) {
        RegistrySettings standard = RegistrySettings.defaults(folder);
        return RegistryService.start(
                new KafkaConnection("127.0.0.1:9", Map.of(), Topics.STANDARD, (short) 1),
                new RegistrySettings(
                        standard.host(),
                        0,
                        folder,
                        List.of(),
                        standard.blobBytesMax(),
                        standard.metadataBytesMax(),
                        0,
                        standard.uploadsMax(),
                        standard.watchersMax(),
                        standard.watchWaitMax()));
    }
}
