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
    private final boolean alive;
    private final InstantSource clock;
    private String live = "";
    private Instant nextPlain = Instant.MIN;

    /// @param people lines to read
    /// @param scripts the JSON object
    /// @param errors what went wrong
    /// @param alive true if the last line of `people` may be redrawn
    public Terminal(
            PrintStream people,
            PrintStream scripts,
            PrintStream errors,
            boolean alive,
            InstantSource clock) {
        this.people = people;
        this.scripts = scripts;
        this.errors = errors;
        this.alive = alive;
        this.clock = clock;
    }

    /// True if the last line can be redrawn: somebody is looking.
    public boolean alive() {
        return alive;
    }

    /// True if colours may be used: somebody is looking and has not said no (https://no-color.org).
    public boolean colour() {
        return alive && System.getenv().getOrDefault("NO_COLOR", "").isEmpty();
    }

    /// A line worth keeping.
    public synchronized void say(String line) {
        if (alive && !live.isEmpty()) {
            people.print(ERASE_LINE + line + System.lineSeparator() + live);
            people.flush();
        } else {
            people.println(line);
        }
    }

    /// How things are now: redrawn in place where somebody looks, else a plain line every ten
    /// seconds.
    public synchronized void live(String line) {
        if (alive) {
            live = line;
            people.print(ERASE_LINE + line);
            people.flush();
        } else if (!clock.instant().isBefore(nextPlain)) {
            people.println(line);
            nextPlain = clock.instant().plus(PLAIN_EVERY);
        }
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
