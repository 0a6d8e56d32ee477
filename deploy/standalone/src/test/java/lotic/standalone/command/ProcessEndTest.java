package lotic.standalone.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

class ProcessEndTest {

    @Test
    void aThreadInsideAnEngineIsSeen() {
        StackTraceElement engine =
                new StackTraceElement("ai.djl.pytorch.jni.PyTorchLibrary", "run", null, -2);
        StackTraceElement caller = new StackTraceElement("ai.djl.Engine", "run", "Engine.java", 7);
        StackTraceElement waiting = new StackTraceElement("java.lang.Thread", "sleep", null, -2);

        assertThat(ProcessEnd.engineAtWork(List.of(stack(engine, caller), stack()))).isTrue();
        assertThat(ProcessEnd.engineAtWork(List.of(stack(caller, engine), stack(waiting))))
                .isFalse();
    }

    @Test
    void anEndAtOnceRunsNoHookAndKeepsItsStatus() throws Exception {
        assertThat(end("at-once")).isEqualTo(new Ended(42, "said"));
        assertThat(end("usual")).isEqualTo(new Ended(42, "said, and the hook ran"));
    }

    private record Ended(int status, String output) {}

    private static Ended end(String how) throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Ending.class.getName(),
                                how)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), output);
    }

    private static StackTraceElement[] stack(StackTraceElement... frames) {
        return frames;
    }

    /// A process that ends.
    static final class Ending {

        private Ending() {}

        public static void main(String[] how) {
            Runtime.getRuntime()
                    .addShutdownHook(new Thread(() -> System.out.print(", and the hook ran")));
            System.out.print("said");
            if (how[0].equals("usual")) {
                ProcessEnd.with(42);
            }
            ProcessEnd.atOnce(42);
        }
    }
}
