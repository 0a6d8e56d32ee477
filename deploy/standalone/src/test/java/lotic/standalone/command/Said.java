package lotic.standalone.command;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// What a command said and how it ended.
///
/// @param exitCode of the process
/// @param complaints lines of standard error, but for where the log is: a test before may have
///   opened one
record Said(int exitCode, List<String> complaints) {

    private static final String LOG = "The log is ";

    /// Runs `./lotic` in this process.
    static Said by(String... arguments) {
        PrintStream before = System.err;
        var bytes = new ByteArrayOutputStream();
        try (var err = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
            System.setErr(err);
            int exitCode = LoticCommand.execute(arguments);
            return new Said(
                    exitCode,
                    bytes.toString(StandardCharsets.UTF_8)
                            .lines()
                            .filter(line -> !line.startsWith(LOG))
                            .toList());
        } finally {
            System.setErr(before);
        }
    }
}
