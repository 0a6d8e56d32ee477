package lotic.standalone.command;

import lotic.standalone.evaluate.Onlooker;
import lotic.standalone.terminal.Figures;
import lotic.standalone.terminal.Terminal;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;

/// The living line of an evaluation: what is being done, how far it is, how long it takes yet. One
/// thread.
final class EvaluationProgress implements Onlooker {

    private static final Duration PERIOD = Duration.ofMillis(200);
    private static final int BAR_WIDTH = 20;

    private final Terminal terminal;
    private final InstantSource clock;
    private String part = "";
    private Instant begun = Instant.MIN;
    private Instant nextLine = Instant.MIN;

    EvaluationProgress(Terminal terminal, InstantSource clock) {
        this.terminal = terminal;
        this.clock = clock;
    }

    @Override
    public void at(String what, long done, long total) {
        Instant now = clock.instant();
        if (!what.equals(part)) {
            part = what;
            begun = now;
            nextLine = now;
        }
        if (!now.isBefore(nextLine)) {
            nextLine = now.plus(PERIOD);
            double share = (double) done / Math.max(1, total);
            double seconds = Duration.between(begun, now).toMillis() / 1000.0;
            terminal.live(
                    String.format(
                            Locale.ROOT,
                            "%s  %s / %s  %s%s",
                            what,
                            Figures.count(done),
                            Figures.count(total),
                            Figures.bar(share, BAR_WIDTH),
                            share == 0 || seconds == 0
                                    ? ""
                                    : "  %s left"
                                            .formatted(
                                                    Figures.clock(
                                                            Duration.ofSeconds(
                                                                    (long)
                                                                            (seconds / share
                                                                                    - seconds))))));
        }
    }
}
