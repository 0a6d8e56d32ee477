package lotic.schemas;

import org.apache.avro.Schema;
import org.apache.avro.SchemaParser;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// The schemas under which released versions of Lotic have written: what may lie in a topic.
///
/// They are kept as files, `released/<version>/<Type>.avsc`, written once when a version is
/// released and never changed. With the fingerprint in each record they take the place of a schema
/// registry.
final class ReleasedSchemas {

    /// Every release that changed a schema, oldest first.
    static final List<String> VERSIONS = List.of("0.1.0");

    private ReleasedSchemas() {}

    /// The schema that a release had for a type, or nothing if the type is younger.
    static Optional<Schema> find(String version, String type) {
        String resource = "released/" + version + "/" + type + ".avsc";
        try (InputStream stream = ReleasedSchemas.class.getResourceAsStream(resource)) {
            if (stream == null) {
                return Optional.empty();
            }
            String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            return Optional.of(new SchemaParser().parse(text).mainSchema());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + resource, e);
        }
    }
}
