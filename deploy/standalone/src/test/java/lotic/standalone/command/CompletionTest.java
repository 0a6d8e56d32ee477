package lotic.standalone.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

@Timeout(60)
class CompletionTest {

    private static final Path BASH = Path.of("/bin/bash");

    @TempDir private Path folder;

    private Path script;

    @BeforeEach
    void printTheScript() throws IOException {
        assumeTrue(Files.isExecutable(BASH), "there is no bash here");
        script = Files.writeString(folder.resolve("completion"), printed("bash"));
    }

    @Test
    void bashAcceptsTheScript() throws Exception {
        assertThat(bash("-n", script.toString())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "./lotic, doc, doctor",
        "lotic, doc, doctor",
        "./lotic, com, completion",
        "./lotic, conv, convert",
        "./lotic convert --names, hug, hugging-face",
        "./lotic push, --ing, --ingest",
        "lotic status, --wa, --watch"
    })
    void aWordThatIsBegunIsCompleted(String before, String begun, String completed)
            throws Exception {
        String line = before + " " + begun;
        String words = line.replace(" ", "' '");
        // As bash does it at Tab: it finds the function that is registered for the command. Only
        // there compopt may be called.
        String tab =
                """
                . %s
                compopt() { :; }
                COMP_WORDS=('%s'); COMP_CWORD=%d; COMP_LINE='%s'; COMP_POINT=%d
                spec=$(complete -p "${COMP_WORDS[0]}") || exit 1
                function=${spec#*-F }
                "${function%%%% *}" "${COMP_WORDS[0]}" '%s' ''
                echo "${COMPREPLY[*]}"
                """
                        .formatted(
                                script,
                                words,
                                line.split(" ", -1).length - 1,
                                line,
                                line.length(),
                                begun);

        assertThat(bash("-c", tab)).isEqualTo(completed);
    }

    @Test
    void oneScriptServesBothShells() {
        assertThat(printed("zsh")).isEqualTo(printed("bash")).contains("ZSH_VERSION");
    }

    private static String printed(String shell) {
        PrintStream before = System.out;
        var bytes = new ByteArrayOutputStream();
        try (var out = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
            System.setOut(out);
            assertThat(LoticCommand.execute("completion", shell)).isZero();
        } finally {
            System.setOut(before);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static String bash(String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(BASH.toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said.strip();
    }
}
