package lotic.registry.service;

import lotic.registry.client.ClientLimits;
import lotic.registry.client.RegistryClient;
import lotic.registry.client.VersionDraft;
import lotic.registry.format.Dtype;
import lotic.registry.format.SafetensorsWriter;
import lotic.registry.format.TensorData;
import lotic.schemas.KafkaConnection;
import lotic.schemas.Topics;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/// A registry on a free port over a folder, and what tests publish to it. Its broker is away, which
/// is nobody's concern but the announcer's.
final class RunningRegistry implements AutoCloseable {

    /// Patience for a test: nothing waits long for what will not come.
    static final ClientLimits QUICK =
            new ClientLimits(
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(5),
                    3,
                    Duration.ofMillis(5),
                    Duration.ofMillis(20),
                    4);

    private static final KafkaConnection AWAY =
            new KafkaConnection("127.0.0.1:9", Map.of(), Topics.STANDARD, (short) 1);

    private final RegistryService service;
    private final RegistryClient client;

    private RunningRegistry(RegistryService service) {
        this.service = service;
        this.client = new RegistryClient(service.uri(), QUICK);
    }

    static RunningRegistry start(Path folder) {
        return start(folder, UnaryOperator.identity());
    }

    static RunningRegistry start(Path folder, UnaryOperator<RegistrySettings> change) {
        RegistrySettings standard = RegistrySettings.defaults(folder);
        RegistrySettings settings =
                new RegistrySettings(
                        standard.host(),
                        0,
                        folder,
                        List.of("registry.test"),
                        8 << 20,
                        1 << 16,
                        0,
                        standard.uploadsMax(),
                        standard.watchersMax(),
                        standard.watchWaitMax());
        return new RunningRegistry(RegistryService.start(AWAY, change.apply(settings)));
    }

    URI uri() {
        return service.uri();
    }

    RegistryClient client() {
        return client;
    }

    @Override
    public void close() {
        client.close();
        service.close();
    }

    /// A version with weights drawn from its step.
    static VersionDraft draft(Path folder, String model, long step) throws IOException {
        SortedMap<String, Path> files = new TreeMap<>();
        files.put("model.safetensors", weights(folder.resolve(model + step), step, 50_000));
        files.put(
                "config.json", text(folder.resolve(model + step + "c"), "{\"step\":" + step + "}"));
        return new VersionDraft(model, "run-" + model, 1, step, files, "{\"knn\":0.5}");
    }

    static Path file(VersionDraft draft, String path) {
        return Objects.requireNonNull(draft.files().get(path));
    }

    static Path weights(Path file, long seed, int count) throws IOException {
        byte[] bytes = new byte[count * Float.BYTES];
        new SplittableRandom(seed).nextBytes(bytes);
        TensorData tensor =
                new TensorData(
                        "stem.conv.weight",
                        Dtype.F32,
                        List.of((long) count),
                        ByteBuffer.wrap(bytes));
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            SafetensorsWriter.write(channel, List.of(tensor), new TreeMap<>());
        }
        return file;
    }

    static Path text(Path file, String text) throws IOException {
        return Files.writeString(file, text);
    }
}
