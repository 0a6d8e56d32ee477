package lotic.standalone.embed;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A line for each picture: `{"path":…,"version":…,"features":[…]}`.
final class NdjsonRows implements FeatureRows {

    private final String version;
    private final JsonGenerator json;

    NdjsonRows(Path file, String version) throws IOException {
        this.version = version;
        this.json =
                new JsonFactory()
                        .setRootValueSeparator("\n")
                        .createGenerator(Files.newOutputStream(file));
    }

    @Override
    public void add(String name, float[] vector) throws IOException {
        json.writeStartObject();
        json.writeStringField("path", name);
        json.writeStringField("version", version);
        json.writeArrayFieldStart("features");
        for (float value : vector) {
            json.writeNumber(value);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    @Override
    public void finish() throws IOException {
        json.writeRaw('\n');
        json.close();
    }

    @Override
    public void close() throws IOException {
        json.close();
    }
}
