package lotic.standalone.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

@DisabledOnOs(OS.WINDOWS) // it has no signals
class StopSignalTest {

    private static final long PATIENCE_SECONDS = 30;

    @ParameterizedTest
    @ValueSource(strings = {"INT", "TERM"})
    void workThatIsGivenUpClosesWhatItOpened(String signal) throws Exception {
        Process process = start("endless");
        try (BufferedReader said = process.inputReader()) {
            assertThat(said.readLine()).isEqualTo("at work");

            new ProcessBuilder("kill", "-" + signal, String.valueOf(process.pid()))
                    .start()
                    .waitFor();

            assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .as("ended; a parent that ignores SIG%s hands that down", signal)
                    .isTrue();
            assertThat(said.readLine()).isEqualTo("closed");
            assertThat(process.exitValue()).isEqualTo(ExitCode.INTERRUPTED.number());
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void workThatNobodyStopsEndsAsItWould() throws Exception {
        assertThat(start("done").waitFor()).isEqualTo(7);
        assertThat(start("failing").waitFor()).isEqualTo(9);
    }

    private static Process start(String kind) throws Exception {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Working.class.getName(),
                        kind)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /// A process with a command at work.
    static final class Working {

        private Working() {}

        public static void main(String[] kind) throws Exception {
            try {
                System.exit(StopSignal.givingUp(() -> work(kind[0])));
            } catch (IllegalStateException failure) {
                System.exit(9);
            }
        }

        private static int work(String kind) throws InterruptedException {
            switch (kind) {
                case "endless" -> {
                    try {
                        System.out.println("at work");
                        new CountDownLatch(1).await();
                    } finally {
                        System.out.println("closed");
                    }
                }
                case "failing" -> throw new IllegalStateException("it fails by itself");
                default -> {}
            }
            return 7;
        }
    }
}
