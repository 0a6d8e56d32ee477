package lotic.system;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A `./lotic` that runs or has run, with all it printed.
final class LoticProcess implements AutoCloseable {

    private static final Duration END_MAX = Duration.ofMinutes(3);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Process process;
    private final Path out;
    private final Path err;

    private LoticProcess(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /// Starts one in a folder, where its output is kept too.
    static LoticProcess start(Path folder, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(House.ROOT.resolve("lotic").toString());
        command.addAll(arguments);
        try {
            Path out = Files.createTempFile(folder, arguments.getFirst(), ".out");
            Path err = Files.createTempFile(folder, arguments.getFirst(), ".err");
            ProcessBuilder builder =
                    new ProcessBuilder(command)
                            .directory(folder.toFile())
                            .redirectOutput(out.toFile())
                            .redirectError(err.toFile());
            builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
            return new LoticProcess(builder.start(), out, err);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start ./lotic", e);
        }
    }

    /// Starts one and waits for its end.
    static LoticProcess run(Path folder, List<String> arguments) {
        LoticProcess process = start(folder, arguments);
        process.awaitEnd();
        return process;
    }

    /// Waits for the exit status.
    int awaitEnd() {
        try {
            if (!process.waitFor(END_MAX.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("it did not end within " + END_MAX + ":\n" + talk());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    /// Waits until it printed something.
    void awaitTalk(String words) {
        await().atMost(END_MAX)
                .failFast("the program ended early", () -> !isRunning())
                .until(() -> talk().contains(words));
    }

    boolean isRunning() {
        return process.isAlive();
    }

    /// SIGTERM.
    void terminate() {
        process.destroy();
    }

    /// SIGKILL: the launcher became the JVM, so this is the JVM's.
    void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /// Everything it printed so far.
    String talk() {
        return read(out) + read(err);
    }

    /// The last line of standard output, which is JSON.
    JsonNode answer() {
        try {
            return JSON.readTree(read(out).strip().lines().reduce((_, last) -> last).orElse(""));
        } catch (IOException e) {
            throw new AssertionError("the last line is no JSON:\n" + talk(), e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
