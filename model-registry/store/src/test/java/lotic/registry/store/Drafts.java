package lotic.registry.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import lotic.registry.format.Manifest;
import lotic.registry.format.Sha256;
import lotic.registry.format.VersionFile;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Stores and publications for tests.
final class Drafts {

    static final StoreLimits LIMITS = new StoreLimits(1 << 20, 1000, 0);
    static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    private Drafts() {}

    static RegistryStore open(Path folder) throws IOException {
        return RegistryStore.open(folder, LIMITS, () -> NOW);
    }

    /// A version of a model whose run is named like it.
    static Publication publication(String model, long epoch, long step, Manifest manifest) {
        return new Publication(model, model, epoch, step, manifest, "{}");
    }

    /// Uploads texts and publishes them.
    ///
    /// @param pathsAndTexts path, text, path, text …
    static Publication.Outcome publish(
            RegistryStore store, String model, long step, String... pathsAndTexts)
            throws IOException {
        return store.publish(publication(model, 1, step, upload(store, pathsAndTexts)));
    }

    static Manifest upload(RegistryStore store, String... pathsAndTexts) throws IOException {
        Map<String, String> texts = new TreeMap<>();
        for (int i = 0; i < pathsAndTexts.length; i += 2) {
            texts.put(pathsAndTexts[i], pathsAndTexts[i + 1]);
        }
        for (String text : texts.values()) {
            byte[] bytes = text.getBytes(UTF_8);
            store.blobs().receive(Sha256.of(bytes), new ByteArrayInputStream(bytes));
        }
        return manifest(texts);
    }

    static Manifest manifest(Map<String, String> texts) {
        List<VersionFile> files =
                texts.entrySet().stream()
                        .map(
                                file -> {
                                    byte[] bytes = file.getValue().getBytes(UTF_8);
                                    return new VersionFile(
                                            file.getKey(), Sha256.of(bytes), bytes.length);
                                })
                        .toList();
        return Manifest.of(files);
    }
}
