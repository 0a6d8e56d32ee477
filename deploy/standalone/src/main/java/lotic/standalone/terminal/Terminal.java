package lotic.standalone.terminal;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// Where a command writes. People's lines go to standard output, or to standard error when a script
/// asked for JSON, whose object is then all that standard output holds. Safe for use by many
/// threads.
public final class Terminal {

    private static final Duration PLAIN_EVERY = Duration.ofSeconds(10);
    private static final String ERASE_LINE = "\r\u001b[2K";

    private final PrintStream people;
    private final PrintStream scripts;
    private final PrintStream errors;
    private final int columns;
    private final InstantSource clock;
    private String live = "";
    private Instant nextPlain = Instant.MIN;

    /// @param people lines to read
    /// @param scripts the JSON object
    /// @param errors what went wrong
    /// @param columns width of the terminal behind `people`, whose last line may be redrawn; 0 if
    ///   nobody looks
    public Terminal(
            PrintStream people,
            PrintStream scripts,
            PrintStream errors,
            int columns,
            InstantSource clock) {
        this.people = people;
        this.scripts = scripts;
        this.errors = errors;
        this.columns = columns;
        this.clock = clock;
    }

    /// True if the last line can be redrawn: somebody is looking.
    public boolean alive() {
        return columns > 0;
    }

    /// True if colours may be used: somebody is looking and has not said no (https://no-color.org).
    public boolean colour() {
        return alive() && System.getenv().getOrDefault("NO_COLOR", "").isEmpty();
    }

    /// A line worth keeping.
    public synchronized void say(String line) {
        if (alive() && !live.isEmpty()) {
            people.print(ERASE_LINE + line + System.lineSeparator() + live);
            people.flush();
        } else {
            people.println(line);
        }
    }

    /// How things are now: redrawn in place where somebody looks, else a plain line every ten
    /// seconds.
    public synchronized void live(String line) {
        if (alive()) {
            live = fitting(line);
            people.print(ERASE_LINE + live);
            people.flush();
        } else if (!clock.instant().isBefore(nextPlain)) {
            people.println(line);
            nextPlain = clock.instant().plus(PLAIN_EVERY);
        }
    }

    /// A line that wrapped could not be erased: it would go up twice a second.
    private String fitting(String line) {
        int length = line.codePointCount(0, line.length());
        return length < columns
                ? line
                : line.substring(0, line.offsetByCodePoints(0, columns - 2)) + "…";
    }

    /// Takes the living line away.
    public synchronized void still() {
        if (!live.isEmpty()) {
            people.print(ERASE_LINE);
            people.flush();
            live = "";
        }
    }

    /// What went wrong, in a sentence.
    public synchronized void complain(String sentence) {
        still();
        errors.println(sentence);
    }

    /// The answer to a script, in one line.
    public synchronized void answer(String json) {
        still();
        scripts.println(json);
        scripts.flush();
    }
}
