package lotic.standalone.command;

/// What a script learns from how a command ended. The numbers are a promise.
public enum ExitCode {
    /// Done.
    OK(0),
    /// Done in part, or failed; the message says how.
    FAILED(1),
    /// The command line or a setting is wrong.
    USAGE(2),
    /// What was asked for does not exist. The JVM ends with 3, too, when it is out of memory.
    NOT_FOUND(3),
    /// A service says no, the data folder or a port is in use, or a file is in the way.
    REFUSED(4),
    /// A service cannot be reached.
    UNREACHABLE(5),
    /// Asked to end, and something was still at work when patience ended. Nothing is lost.
    UNFINISHED(6),
    /// A newer process took over the run.
    FENCED(75),
    /// Ended by Ctrl-C.
    INTERRUPTED(130);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    /// The process's exit status.
    public int number() {
        return number;
    }
}
