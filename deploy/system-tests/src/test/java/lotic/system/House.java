package lotic.system;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// All compiled classes of the project, read from the build's own folders.
final class House {

    /// The folder of the whole project: Maven runs tests in the module's.
    static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();

    private static final int MODULE_DEPTH_MAX = 4;

    private House() {}

    /// What is shipped.
    static JavaClasses program() {
        return new ClassFileImporter().importPaths(folders("classes"));
    }

    /// What tests it. Modules that Maven builds after this one are not there yet.
    static JavaClasses tests() {
        return new ClassFileImporter().importPaths(folders("test-classes"));
    }

    private static List<Path> folders(String name) {
        try (Stream<Path> tree = Files.walk(ROOT, MODULE_DEPTH_MAX)) {
            return tree.filter(path -> path.endsWith(Path.of("target", name))).toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look through " + ROOT, e);
        }
    }
}
