package lotic.standalone.command;

import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.util.Objects;
import java.util.concurrent.Callable;

/// Prints what makes a shell complete verbs and options.
@Command(
        name = "completion",
        description = {
            "Print a script that makes a shell complete verbs and options of ./lotic.",
            "In this shell, or for good in ~/.bashrc or ~/.zshrc:",
            "  eval \"$(./lotic completion bash)\""
        })
final class CompletionCommand implements Callable<Integer> {

    /// The name under which picocli registers it; what a shell knows of `lotic` does for any path
    /// to it, but zsh wants to be told.
    private static final String REGISTERED = "-o default lotic lotic.sh lotic.bash";

    /// Which shell is to read it.
    enum Shell {
        BASH,
        ZSH
    }

    @Mixin private final OutputOptions output = new OutputOptions();

    @Spec private CommandSpec spec = CommandSpec.create();

    @SuppressWarnings("unused") // one script serves both: it looks who reads it
    @Parameters(paramLabel = "SHELL", description = "bash or zsh")
    private Shell shell = Shell.BASH;

    @Override
    public Integer call() {
        String script =
                AutoComplete.bash("lotic", Objects.requireNonNull(spec.parent()).commandLine());
        if (!script.contains(REGISTERED)) {
            throw new IllegalStateException("picocli registers its completion in another way now");
        }
        output.terminal().answer(script.replace(REGISTERED, "-o default lotic ./lotic"));
        return ExitCode.OK.number();
    }
}
