package lotic.standalone.command;

import lotic.standalone.embed.Embedded;
import lotic.standalone.terminal.Figures;
import lotic.standalone.terminal.Terminal;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Counts pictures as they are embedded and shows how far it is. One thread.
final class EmbedProgress {

    private static final Duration PERIOD = Duration.ofMillis(500);
    private static final int BAR_WIDTH = 20;

    /// More refused pictures are counted and not named.
    private static final int NAMED_MAX = 10;

    private final Terminal terminal;
    private final InstantSource clock;
    private final long total;
    private final Instant start;
    private final List<String> refusals = new ArrayList<>();
    private Instant nextLine;
    private long embedded;
    private long refused;

    EmbedProgress(Terminal terminal, InstantSource clock, long total) {
        this.terminal = terminal;
        this.clock = clock;
        this.total = total;
        this.start = clock.instant();
        this.nextLine = start.plus(PERIOD);
    }

    void count(Embedded picture) {
        if (picture.vector().isPresent()) {
            embedded++;
        } else {
            refused++;
            if (refusals.size() < NAMED_MAX) {
                refusals.add("%s: %s".formatted(picture.sample().name(), picture.refusal()));
            }
        }
        Instant now = clock.instant();
        if (!now.isBefore(nextLine)) {
            nextLine = now.plus(PERIOD);
            terminal.live(line());
        }
    }

    long embedded() {
        return embedded;
    }

    long refused() {
        return refused;
    }

    Duration elapsed() {
        return Duration.between(start, clock.instant());
    }

    /// No more living lines; says which pictures were none.
    void stop() {
        terminal.still();
        refusals.forEach(refusal -> terminal.say("  no features   " + refusal));
        if (refused > refusals.size()) {
            terminal.say("  … and %s more".formatted(Figures.count(refused - refusals.size())));
        }
    }

    private String line() {
        double seconds = Math.max(0.001, elapsed().toMillis() / 1000.0);
        long done = embedded + refused;
        double share = (double) done / total;
        Duration left = Duration.ofSeconds((long) (seconds / share - seconds));
        return String.format(
                Locale.ROOT,
                "%s / %s  %s  %.0f images/s  %s left",
                Figures.count(done),
                Figures.count(total),
                Figures.bar(share, BAR_WIDTH),
                done / seconds,
                Figures.clock(left));
    }
}
