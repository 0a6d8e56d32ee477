package lotic.standalone.demo;

import com.fasterxml.jackson.databind.JsonNode;

import lotic.standalone.terminal.Figures;
import lotic.standalone.terminal.Terminal;

import java.time.Duration;
import java.util.Locale;

/// Tells people what happens: a line for each thing worth knowing, and one that lives. For use by
/// one thread.
final class DemoLog {

    private final Terminal terminal;
    private final String run;
    private boolean stepped;
    private long version;

    /// @param version the newest one already there
    DemoLog(Terminal terminal, String run, long version) {
        this.terminal = terminal;
        this.run = run;
        this.version = version;
    }

    void tell(Standing standing, Duration elapsed) {
        String clock = clock(elapsed);
        if (!stepped && standing.loss().isPresent()) {
            stepped = true;
            terminal.say(clock + firstStep(standing));
        }
        if (standing.newestVersion() > version) {
            version = standing.newestVersion();
            terminal.say(clock + newVersion(standing.status().path("newest")));
        }
        terminal.live(clock + now(standing));
    }

    private static String clock(Duration elapsed) {
        return String.format(
                Locale.ROOT, "%02d:%02d  ", elapsed.toMinutes(), elapsed.toSecondsPart());
    }

    private static String firstStep(Standing standing) {
        String what =
                standing.step() == 1 ? "first step" : "step " + Figures.count(standing.step());
        return String.format(
                Locale.ROOT,
                "%-12s  loss %.2f (guessing is ln K = %.2f)",
                what,
                standing.loss().orElseThrow(),
                standing.lossLnK());
    }

    private String newVersion(JsonNode newest) {
        String quality =
                newest.path("knn").isNumber()
                        ? "kNN %s (untrained %s)"
                                .formatted(
                                        Figures.percent(newest.path("knn").asDouble()),
                                        Figures.percent(newest.path("knn_untrained").asDouble()))
                        : String.format(
                                Locale.ROOT,
                                "effective rank %.1f",
                                newest.path("effective_rank").asDouble());
        return "%-12s  %s   ./lotic pull %s".formatted("version " + version, quality, run);
    }

    private static String now(Standing standing) {
        if (standing.loss().isEmpty()) {
            return standing.status().path("sentence").asText();
        }
        return String.format(
                Locale.ROOT,
                "%-12s  loss %.2f   %.0f images/s   lag %.1f s",
                "step " + Figures.count(standing.step()),
                standing.loss().get(),
                standing.imagesPerSecond(),
                standing.status().path("lag").path("learnt").path("seconds").asDouble());
    }
}
