package lotic.standalone.command;

import lotic.registry.service.RegistryService;
import lotic.registry.service.RegistrySettings;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// A registry on any free port, whose broker never comes.
final class LocalRegistry {

    private LocalRegistry() {}

    static RegistryService start(Path folder) {
        RegistrySettings standard = RegistrySettings.defaults(folder);
        return RegistryService.start(
                new CompletableFuture<>(),
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
