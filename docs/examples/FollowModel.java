import lotic.registry.client.RegistryClient;
import lotic.registry.inference.Embedder;
import lotic.registry.inference.Embedding;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/// How similar are two pictures, by the newest version of a model?
///
/// ```
/// java -cp 'deploy/standalone/target/lib/*' --enable-native-access=ALL-UNNAMED \
///     docs/examples/FollowModel.java http://localhost:7073 demo cat.jpg dog.jpg
/// ```
///
/// A program that runs for long keeps its embedder open: it goes over to newer versions by itself,
/// between two calls, and each answer names the version that gave it.
public final class FollowModel {

    private FollowModel() {}

    /// @param arguments registry, model, two pictures
    public static void main(String[] arguments) throws IOException {
        try (var registry = new RegistryClient(URI.create(arguments[0]));
                var embedder = Embedder.follow(registry, arguments[1])) {
            Embedding one = embedder.embed(Files.readAllBytes(Path.of(arguments[2])));
            Embedding other = embedder.embed(Files.readAllBytes(Path.of(arguments[3])));
            if (one.version().equals(other.version())) {
                System.out.printf(
                        "%.3f by %s%n", cosine(one.vector(), other.vector()), one.version());
            } else {
                // A newer version came in between: features of two versions cannot be compared.
                System.out.println("ask again");
            }
        }
    }

    private static double cosine(float[] a, float[] b) {
        double product = 0;
        double lengthOfA = 0;
        double lengthOfB = 0;
        for (int i = 0; i < a.length; i++) {
            product += a[i] * b[i];
            lengthOfA += a[i] * a[i];
            lengthOfB += b[i] * b[i];
        }
        return product / Math.sqrt(lengthOfA * lengthOfB);
    }
}
