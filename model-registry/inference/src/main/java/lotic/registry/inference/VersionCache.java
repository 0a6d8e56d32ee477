package lotic.registry.inference;

import lotic.registry.client.VerifiedFolder;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// The disk that a following embedder takes: the version that answers, and the next while it comes.
///
/// @param folder of the embedder alone
/// @param passing true if it goes away with the embedder
record VersionCache(Path folder, boolean passing) {

    static VersionCache in(Path folder) {
        return new VersionCache(folder, false);
    }

    static VersionCache temporary() {
        try {
            return new VersionCache(Files.createTempDirectory("lotic-embedder-"), true);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(
                    "cannot make a temporary folder for versions", unwritable);
        }
    }

    /// Removes a version that is not used any more.
    void remove(VerifiedFolder version) {
        delete(version.folder());
    }

    /// Removes what an earlier embedder left: nobody else comes by it.
    void keepOnly(VerifiedFolder used) {
        try (Stream<Path> versions = Files.list(used.folder().resolveSibling(""))) {
            versions.filter(each -> Files.isDirectory(each) && !each.equals(used.folder()))
                    .forEach(VersionCache::delete);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read " + folder, unreadable);
        }
    }

    /// The end of the embedder.
    void close() {
        if (passing) {
            delete(folder);
        }
    }

    private static void delete(Path tree) {
        try (Stream<Path> all = Files.walk(tree)) {
            List<Path> inside = all.sorted(Comparator.reverseOrder()).toList();
            for (Path path : inside) {
                Files.deleteIfExists(path);
            }
        } catch (IOException unwritable) {
            throw new UncheckedIOException("cannot remove " + tree, unwritable);
        }
    }
}
