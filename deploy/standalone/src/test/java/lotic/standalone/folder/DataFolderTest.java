package lotic.standalone.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;

class DataFolderTest {

    private static final InstantSource CLOCK =
            InstantSource.fixed(Instant.parse("2026-11-22T09:12:00Z"));

    @TempDir private Path temporary;

    @Test
    void aFolderInUseNamesWhoHasIt() {
        Path root = temporary.resolve("data");

        try (var _ = DataFolder.lock(root, CLOCK)) {
            assertThatThrownBy(() -> DataFolder.lock(root, CLOCK))
                    .isInstanceOf(FolderInUseException.class)
                    .hasMessageContaining("is in use by process %d (started", pid())
                    .hasMessageEndingWith(
                            "Stop it with Ctrl-C there, or choose another folder with --data.");
        }
    }

    @Test
    void aFolderThatWasLetGoIsFree() {
        DataFolder.lock(temporary, CLOCK).close();

        DataFolder.lock(temporary, CLOCK).close();

        assertThat(temporary).exists();
    }

    @Test
    void whatADeadProcessLeftInTheLockFileDoesNotMatter() throws IOException {
        Files.writeString(temporary.resolve("lotic.lock"), "99999999 nonsense that is long\n");

        try (var _ = DataFolder.lock(temporary, CLOCK)) {
            assertThat(temporary.resolve("lotic.lock"))
                    .content()
                    .isEqualTo(pid() + " 2026-11-22T09:12:00Z\n");
        }
    }

    @Test
    void clearingForgetsEverythingButTheLock() throws IOException {
        try (var folder = DataFolder.lock(temporary, CLOCK)) {
            Files.createDirectories(temporary.resolve("broker/deep"));
            Files.writeString(temporary.resolve("broker/deep/file"), "x");

            folder.clear();

            try (var left = Files.list(temporary)) {
                assertThat(left).containsExactly(temporary.resolve("lotic.lock"));
            }
            assertThatThrownBy(() -> DataFolder.lock(temporary, CLOCK))
                    .isInstanceOf(FolderInUseException.class);
        }
    }

    @Test
    void aFolderOfSomebodyElseIsNotCleared() throws IOException {
        Files.writeString(temporary.resolve("cat.jpg"), "x");
        Files.createDirectories(temporary.resolve("broker"));

        try (var folder = DataFolder.lock(temporary, CLOCK)) {
            assertThatThrownBy(folder::clear)
                    .isInstanceOf(ForeignFilesException.class)
                    .hasMessageContaining("holds cat.jpg, which is not Lotic's");
            assertThat(temporary.resolve("cat.jpg")).exists();
            assertThat(temporary.resolve("broker")).exists();
        }
    }

    @Test
    void aLinkedFolderIsClearedWhereItIs() throws IOException {
        Path real = Files.createDirectories(temporary.resolve("real"));
        Files.createDirectories(real.resolve("trainer/deep"));
        Path link = Files.createSymbolicLink(temporary.resolve("link"), real);

        try (var folder = DataFolder.lock(link, CLOCK)) {
            folder.clear();

            assertThat(link).isSymbolicLink();
            assertThat(real.resolve("trainer")).doesNotExist();
        }
    }

    @Test
    void pathsInTheUsersHomeAreShownWithATilde() {
        Path home = Path.of(System.getProperty("user.home"));

        assertThat(DataFolder.shown(home.resolve("x/y"))).isEqualTo("~/x/y");
        assertThat(DataFolder.shown(Path.of("/elsewhere"))).isEqualTo("/elsewhere");
    }

    private static long pid() {
        return ProcessHandle.current().pid();
    }
}
