package lotic.standalone.command;

/// A command cannot go on. The message is all that its user sees: what happened, to what, and what
/// to do.
public final class CommandException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final ExitCode exitCode;

    /// @param message a sentence or two
    public CommandException(ExitCode exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    /// What the process ends with.
    public ExitCode exitCode() {
        return exitCode;
    }
}
