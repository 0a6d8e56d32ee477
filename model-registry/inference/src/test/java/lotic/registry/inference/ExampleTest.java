package lotic.registry.inference;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import javax.tools.ToolProvider;

/// The example of the documentation compiles and does what it says.
class ExampleTest {

    private static final Path EXAMPLE = Path.of("../../docs/examples/FollowModel.java");

    @TempDir private Path folder;

    @Test
    void twoPicturesAreComparedByTheNewestVersion() throws Exception {
        Path picture = Files.write(folder.resolve("cat.png"), Versions.picture());
        compile();

        try (RegistryTwin registry = new RegistryTwin()) {
            registry.publish(Versions.files(1));
            registry.publish(Versions.files(2));

            String said =
                    run(registry.uri().toString(), "demo", picture.toString(), picture.toString());

            // Whatever the engine logs while it is loaded stands above.
            assertThat(said.lines()).last().isEqualTo("1.000 by demo@2");
        }
    }

    private void compile() {
        ByteArrayOutputStream complaints = new ByteArrayOutputStream();
        int failed =
                ToolProvider.getSystemJavaCompiler()
                        .run(
                                null,
                                null,
                                complaints,
                                "-proc:none",
                                "-Xlint:all,-path",
                                "-Werror",
                                "-cp",
                                System.getProperty("java.class.path"),
                                "-d",
                                folder.toString(),
                                EXAMPLE.toString());
        assertThat(complaints.toString(StandardCharsets.UTF_8)).isEmpty();
        assertThat(failed).isZero();
    }

    private String run(String... arguments) throws Exception {
        PrintStream console = System.out;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        URL[] here = {folder.toUri().toURL()};
        try (URLClassLoader loader = new URLClassLoader(here, getClass().getClassLoader())) {
            System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
            loader.loadClass("FollowModel")
                    .getMethod("main", String[].class)
                    .invoke(null, (Object) arguments);
        } finally {
            System.setOut(console);
        }
        return said.toString(StandardCharsets.UTF_8);
    }
}
