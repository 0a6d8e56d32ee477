package lotic.standalone.push;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import lotic.standalone.push.Delivery.Fate;
import lotic.standalone.source.Sample;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// One JSON object a line for each rejected picture. The file is made with the first one. Safe for
/// use by many threads.
public final class RejectedFile implements Uploader.Listener, AutoCloseable {

    private final Path path;
    private Optional<BufferedWriter> writer = Optional.empty();

    /// @param path is replaced if it exists and a picture is rejected
    public RejectedFile(Path path) {
        this.path = path;
    }

    @Override
    public synchronized void told(Sample sample, Fate fate) {
        if (fate instanceof Fate.Rejected(String code, String detail)) {
            String line =
                    JsonNodeFactory.instance
                            .objectNode()
                            .put("path", sample.name())
                            .put("code", code)
                            .put("detail", detail)
                            .put("sha256", Digest.of(sample.bytes()))
                            .toString();
            try {
                writer().append(line).append('\n').flush();
            } catch (IOException e) {
                throw cannotWrite(e);
            }
        }
    }

    @Override
    public synchronized void close() {
        try {
            if (writer.isPresent()) {
                writer.get().close();
            }
        } catch (IOException e) {
            throw cannotWrite(e);
        }
    }

    private BufferedWriter writer() throws IOException {
        if (writer.isEmpty()) {
            writer = Optional.of(Files.newBufferedWriter(path));
        }
        return writer.get();
    }

    private UncheckedIOException cannotWrite(IOException e) {
        return new UncheckedIOException("cannot write %s: %s".formatted(path, e.getMessage()), e);
    }
}
