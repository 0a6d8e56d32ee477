package lotic.standalone.embed;

import lotic.registry.format.Dtype;
import lotic.registry.format.SafetensorsWriter;
import lotic.registry.format.TensorData;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Two tensors, row by row the same pictures: `features` F32 (pictures, F), and `paths` U8, their
/// names as UTF-8 with a line feed behind each. The version stands in the metadata.
///
/// The header tells how many there are and comes first, so rows wait in files of their own; memory
/// holds one.
final class SafetensorsRows implements FeatureRows {

    private static final String ROWS = ".rows";
    private static final String NAMES = ".names";

    private final Path file;
    private final String version;
    private final int dimension;
    private final FileChannel rows;
    private final FileChannel names;
    private long count;

    SafetensorsRows(Path file, String version, int dimension) throws IOException {
        this.file = file;
        this.version = version;
        this.dimension = dimension;
        this.rows = open(waiting(ROWS));
        this.names = open(waiting(NAMES));
    }

    @Override
    public void add(String name, float[] vector) throws IOException {
        long bytes = rows.position() + (long) dimension * Float.BYTES;
        if (bytes > Integer.MAX_VALUE) {
            throw new IOException(
                    "%d pictures of %d features are 2 GiB, the most that one file takes; embed them into several"
                            .formatted(count, dimension));
        }
        ByteBuffer row =
                ByteBuffer.allocate(dimension * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        row.asFloatBuffer().put(vector);
        write(rows, row);
        // A name with a line feed in it would be two.
        String line = name.replace('\n', '?') + "\n";
        write(names, ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8)));
        count++;
    }

    @Override
    public void finish() throws IOException {
        try (FileChannel target =
                FileChannel.open(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE)) {
            SafetensorsWriter.write(
                    target,
                    List.of(
                            new TensorData(
                                    "features",
                                    Dtype.F32,
                                    List.of(count, (long) dimension),
                                    whole(rows)),
                            new TensorData("paths", Dtype.U8, List.of(names.size()), whole(names))),
                    new TreeMap<>(Map.of("version", version)));
        }
    }

    @Override
    public void close() throws IOException {
        try (rows;
                names) {
            Files.deleteIfExists(waiting(ROWS));
            Files.deleteIfExists(waiting(NAMES));
        }
    }

    private Path waiting(String part) {
        return file.resolveSibling(file.getFileName() + part);
    }

    private static FileChannel open(Path file) throws IOException {
        file.toFile().deleteOnExit();
        return FileChannel.open(
                file,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE);
    }

    private static ByteBuffer whole(FileChannel channel) throws IOException {
        return channel.map(MapMode.READ_ONLY, 0, channel.size());
    }

    private static void write(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }
}
