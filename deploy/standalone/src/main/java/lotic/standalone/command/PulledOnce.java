package lotic.standalone.command;

import lotic.registry.client.PullProgress;
import lotic.registry.client.RegistryClient;
import lotic.registry.format.VersionRef;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/// A version that is pulled to be read once. Closing removes it from the disk.
///
/// @param folder holds the version's files, verified
/// @param temporary holds that folder
record PulledOnce(Path folder, Path temporary) implements AutoCloseable {

    /// Fetches a version.
    static PulledOnce of(RegistryClient client, VersionRef ref) throws IOException {
        Path temporary = Files.createTempDirectory("lotic-pulled");
        try {
            Path folder = client.pull(ref, temporary, PullProgress.SILENT).folder();
            return new PulledOnce(folder, temporary);
        } catch (RuntimeException | Error failed) {
            try {
                delete(temporary);
            } catch (IOException | UncheckedIOException undeleted) {
                failed.addSuppressed(undeleted);
            }
            throw failed;
        }
    }

    @Override
    public void close() throws IOException {
        delete(temporary);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }
}
