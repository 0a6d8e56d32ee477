package lotic.standalone.command;

import lotic.standalone.terminal.Terminal;

import picocli.CommandLine.Option;

import java.io.PrintStream;
import java.time.InstantSource;

/// How a command talks. Every verb has these.
public final class OutputOptions {

    @Option(names = "--help", usageHelp = true, description = "show this and end")
    @SuppressWarnings("unused") // picocli acts on it
    private boolean help;

    @Option(
            names = "--json",
            description = "answer with one JSON object, the last line of standard output")
    private boolean json;

    @Option(names = "--verbose", description = "show the stack trace of a failure")
    private boolean verbose;

    /// True if a script is asking.
    boolean json() {
        return json;
    }

    /// True if a failure is to be shown whole.
    boolean verbose() {
        return verbose;
    }

    /// Where the command writes.
    Terminal terminal() {
        PrintStream people = json ? System.err : System.out;
        // The launcher looked: Java cannot tell how wide a terminal is.
        int columns = json ? 0 : Math.max(0, Integer.getInteger("lotic.terminal.columns", 0));
        return new Terminal(people, System.out, System.err, columns, InstantSource.system());
    }
}
