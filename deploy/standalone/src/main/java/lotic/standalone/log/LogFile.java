package lotic.standalone.log;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/// Where the log goes. It must be said before the first logger exists, which is when slf4j asks
/// [LogConfigurator]; a command that never says it leaves no log.
public final class LogFile {

    /// Where people find it, for `--help`.
    public static final String HELP =
            "The log is logs/lotic.log in the data folder; failures name it.";

    private static final AtomicReference<Path> FILE = new AtomicReference<>();

    private LogFile() {}

    /// Sends the log of this process to a file, after what stands there. Its folder must be usable,
    /// or logging complains on the terminal.
    public static void open(Path file) {
        FILE.set(file);
    }

    /// Where it goes, if it was said.
    public static Optional<Path> chosen() {
        return Optional.ofNullable(FILE.get());
    }
}
