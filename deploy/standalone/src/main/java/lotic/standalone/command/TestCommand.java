package lotic.standalone.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import java.util.concurrent.Callable;

/// Stands here to be listed: the launcher runs the tests itself, since they rebuild the program.
@Command(
        name = "test",
        description = "Run all tests and checks with Maven. What follows is given to Maven.")
final class TestCommand implements Callable<Integer> {

    @SuppressWarnings("unused") // for --help
    @Mixin
    private final OutputOptions output = new OutputOptions();

    @Override
    public Integer call() {
        throw new CommandException(
                ExitCode.USAGE, "the tests are run by ./lotic test, from a shell");
    }
}
