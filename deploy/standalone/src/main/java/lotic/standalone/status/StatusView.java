package lotic.standalone.status;

import com.fasterxml.jackson.databind.JsonNode;

import lotic.standalone.terminal.Figures;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;

/// Writes the trainer's status down, the whole truth first.
///
/// @param status the answer of `GET /v1/status`
/// @param now to say how long ago something was
/// @param colour true if the dot may have its colour
public record StatusView(JsonNode status, Instant now, boolean colour) {

    /// The lines.
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(dot() + " " + status.path("sentence").asText());
        lines.add("intake   " + intake());
        lines.add("training " + training());
        if (status.path("resume").isObject()) {
            lines.add("         " + status.path("resume").path("sentence").asText());
        }
        lines.add("lag      " + lag());
        lines.add("newest   " + newest());
        return lines;
    }

    private String dot() {
        String ansi =
                switch (status.path("light").asText()) {
                    case "green" -> "32";
                    case "amber" -> "33";
                    default -> "31";
                };
        return colour ? "\u001b[" + ansi + "m●\u001b[0m" : "●";
    }

    private String intake() {
        JsonNode intake = status.path("intake");
        if (!intake.isObject()) {
            return status.path("intake_away").asText("not known");
        }
        var sum = new StringJoiner(" + ");
        sum.add(count(intake, "admitted") + " admitted");
        sum.add(count(intake, "duplicates") + " duplicates");
        sum.add(count(intake, "rejected") + " rejected");
        if (intake.path("in_flight").asLong() > 0) {
            sum.add(count(intake, "in_flight") + " in flight");
        }
        return count(intake, "submitted") + " submitted = " + sum;
    }

    private String training() {
        JsonNode training = status.path("training");
        var line = new StringJoiner(" · ");
        line.add(status.path("run").asText());
        line.add("step " + count(training, "step"));
        if (training.path("loss").isNumber()) {
            line.add(
                    "loss %s (ln K %s)"
                            .formatted(
                                    hundredths(training.path("loss")),
                                    hundredths(training.path("loss_ln_k"))));
        }
        if (training.path("learning_rate").isNumber()) {
            line.add("rate " + hundredths(training.path("learning_rate")) + halved(training));
        }
        return line.toString();
    }

    private static String halved(JsonNode training) {
        JsonNode steps = training.path("halved_at");
        if (steps.isEmpty()) {
            return "";
        }
        String last = Figures.count(steps.get(steps.size() - 1).asLong());
        return steps.size() == 1
                ? ", halved once at step " + last
                : ", halved %d times, last at step %s".formatted(steps.size(), last);
    }

    private String lag() {
        JsonNode lag = status.path("lag");
        String line =
                "learnt %s · durable %s"
                        .formatted(distance(lag.path("learnt")), distance(lag.path("durable")));
        JsonNode clear = lag.path("clear_seconds");
        return clear.isNumber() && clear.asDouble() > 0
                ? line + " · clears in " + Figures.span(Duration.ofSeconds(clear.asLong()))
                : line;
    }

    private static String distance(JsonNode distance) {
        return String.format(
                Locale.ROOT,
                "%s records, %.1f s",
                count(distance, "records"),
                distance.path("seconds").asDouble());
    }

    private String newest() {
        JsonNode newest = status.path("newest");
        if (!newest.isObject()) {
            return status.path("newest_away").asText("no version yet");
        }
        var line = new StringJoiner(" · ");
        line.add(newest.path("model").asText() + "@" + newest.path("version").asLong());
        Instant publishedAt = Instant.parse(newest.path("published_at").asText());
        line.add(Figures.span(Duration.between(publishedAt, now)) + " ago");
        if (newest.path("knn").isNumber()) {
            line.add(
                    "kNN %s (untrained %s)"
                            .formatted(
                                    Figures.percent(newest.path("knn").asDouble()),
                                    Figures.percent(newest.path("knn_untrained").asDouble())));
        } else if (newest.path("effective_rank").isNumber()) {
            line.add("effective rank " + hundredths(newest.path("effective_rank")));
        }
        return line.toString();
    }

    private static String count(JsonNode node, String key) {
        return Figures.count(node.path(key).asLong());
    }

    private static String hundredths(JsonNode number) {
        return String.format(Locale.ROOT, "%.2f", number.asDouble());
    }
}
