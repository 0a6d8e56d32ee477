package lotic.standalone.evaluate;

import lotic.registry.format.Dtype;
import lotic.registry.format.SafetensorsWriter;
import lotic.registry.format.TensorData;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Features for anybody's own evaluation: `train.safetensors` and `test.safetensors`, row by row
/// the same pictures in `features` F32 (pictures, F), `labels` I64 (pictures), and `paths` U8,
/// their names as UTF-8 with a line feed behind each. The metadata has the version and the classes,
/// a line each, at whose places the labels point.
public final class FeatureFolder {

    private FeatureFolder() {}

    /// Writes both files; each appears when it is whole.
    ///
    /// @param folder made if it is not there
    public static void write(Path folder, EvaluationRun.Result result) throws IOException {
        Files.createDirectories(folder);
        String version = result.report().version().name();
        write(folder.resolve("train.safetensors"), result.train(), version);
        write(folder.resolve("test.safetensors"), result.test(), version);
    }

    private static void write(Path file, FeatureSet set, String version) throws IOException {
        long rows = set.labels().length;
        int dimension = set.features().dimension();
        ByteBuffer features = buffer(rows * dimension * Float.BYTES, file);
        features.asFloatBuffer().put(set.features().values());
        ByteBuffer labels = buffer(rows * Long.BYTES, file);
        StringBuilder names = new StringBuilder();
        for (int row = 0; row < rows; row++) {
            labels.putLong(row * Long.BYTES, set.labels()[row]);
            String name = set.pictures().pictures().get(row).name();
            // A name with a line feed in it would be two.
            names.append(name.replace('\n', '?')).append('\n');
        }
        ByteBuffer paths = StandardCharsets.UTF_8.encode(names.toString());
        SortedMap<String, String> metadata = new TreeMap<>();
        metadata.put("version", version);
        metadata.put("classes", String.join("\n", set.classes()));
        Path aside = file.resolveSibling("." + file.getFileName() + ".partial");
        try (FileChannel channel =
                FileChannel.open(
                        aside,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE)) {
            SafetensorsWriter.write(
                    channel,
                    List.of(
                            new TensorData(
                                    "features",
                                    Dtype.F32,
                                    List.of(rows, (long) dimension),
                                    features),
                            new TensorData("labels", Dtype.I64, List.of(rows), labels),
                            new TensorData(
                                    "paths", Dtype.U8, List.of((long) paths.remaining()), paths)),
                    metadata);
            Files.move(aside, file, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(aside);
        }
    }

    private static ByteBuffer buffer(long bytes, Path file) throws IOException {
        if (bytes > Integer.MAX_VALUE) {
            throw new IOException("%s would be larger than 2 GiB".formatted(file));
        }
        return ByteBuffer.allocate((int) bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
