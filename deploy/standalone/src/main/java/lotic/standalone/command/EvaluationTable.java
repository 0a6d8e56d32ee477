package lotic.standalone.command;

import lotic.learning.evaluation.FineTuning;
import lotic.learning.evaluation.KnnProbe;
import lotic.learning.evaluation.LinearProbe;
import lotic.learning.evaluation.LowShot;
import lotic.learning.evaluation.Vote;
import lotic.standalone.evaluate.Attempt;
import lotic.standalone.evaluate.EvaluationReport;
import lotic.standalone.terminal.Figures;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// An evaluation for people: what was judged, and a line for each number.
final class EvaluationTable {

    private EvaluationTable() {}

    static List<String> lines(EvaluationReport report) {
        List<String> lines = new ArrayList<>();
        lines.add(
                "%s: %d features of %d x %d pixels"
                        .formatted(
                                report.version().name(),
                                report.dimension(),
                                report.version().view().size(),
                                report.version().view().size()));
        lines.add(
                "%s pictures of %d classes to learn from, %s to be judged by%s"
                        .formatted(
                                Figures.count(report.train().pictures()),
                                report.classes(),
                                Figures.count(report.test().pictures()),
                                report.split() ? ", a fifth of all by their digests" : ""));
        leftOut(lines, report);
        for (EvaluationReport.Knn each : report.knn()) {
            lines.add(
                    line(
                            "kNN, " + each.convention(),
                            constants(each.probe(), report.train().pictures()),
                            each.accuracy()));
        }
        for (EvaluationReport.Linear each : report.linear()) {
            lines.add(
                    line(
                            "linear, " + each.recipe(),
                            constants(each.probe(), report.settings().crops()),
                            each.accuracy()));
        }
        for (EvaluationReport.FewLabels each : report.lowShot()) {
            lines.add(fewLabels("linear", each.size(), each.imagesPerClass(), each.attempt()));
        }
        report.fineTuned()
                .ifPresent(
                        accuracy -> lines.add(fineTuned(report.settings().fineTuning(), accuracy)));
        for (EvaluationReport.FewLabelsTuned each : report.lowShotTuned()) {
            lines.add(fewLabels("fine-tuned", each.size(), each.imagesPerClass(), each.attempt()));
        }
        return lines;
    }

    private static String fineTuned(FineTuning recipe, double accuracy) {
        String constants = "%d epochs of batch %d".formatted(recipe.epochs(), recipe.batch());
        return line("fine-tuned, seer", constants, accuracy);
    }

    private static void leftOut(List<String> lines, EvaluationReport report) {
        long unlabelled = report.train().unlabelled() + report.test().unlabelled();
        long damaged = report.train().damaged() + report.test().damaged();
        if (unlabelled + damaged > 0) {
            lines.add(
                    "left out: %s without a label, %s damaged"
                            .formatted(Figures.count(unlabelled), Figures.count(damaged)));
        }
        if (report.shared() > 0) {
            lines.add(
                    "%s of the test pictures are among the training pictures, too: numbers are too good"
                            .formatted(Figures.count(report.shared())));
        }
    }

    private static String fewLabels(
            String learner, String size, int imagesPerClass, Attempt<LowShot.Outcome> attempt) {
        String what = "%s, low-shot, %s".formatted(learner, size);
        return switch (attempt) {
            case Attempt.Judged<LowShot.Outcome>(LowShot.Outcome outcome) -> drawn(what, outcome);
            case Attempt.Skipped<LowShot.Outcome>(String why) -> skipped(what, imagesPerClass, why);
        };
    }

    private static String drawn(String what, LowShot.Outcome outcome) {
        int draws = outcome.accuracies().size();
        String constants =
                "%d of each class, %d draw%s"
                        .formatted(outcome.imagesPerClass(), draws, draws == 1 ? "" : "s");
        String mean = line(what, constants, outcome.mean());
        // One draw has no spread.
        return draws == 1 ? mean : mean + " ± " + Figures.percent(outcome.deviation());
    }

    private static String skipped(String what, int imagesPerClass, String why) {
        String pictures = "%d of each class".formatted(imagesPerClass);
        return String.format(Locale.ROOT, "%-30s %-32s skipped: %s", what, pictures, why);
    }

    private static String constants(KnnProbe probe, int bank) {
        String neighbours =
                bank < probe.neighbours()
                        ? "k %d: all %d".formatted(probe.neighbours(), bank)
                        : "k " + probe.neighbours();
        return switch (probe.vote()) {
            case Vote.Weighted(double temperature) -> neighbours + ", T " + temperature;
            case Vote.Majority() -> neighbours;
        };
    }

    private static String constants(LinearProbe probe, int crops) {
        return "%d epochs, %s".formatted(probe.epochs(), crops == 0 ? "centre" : crops + " crops");
    }

    private static String line(String what, String constants, double accuracy) {
        return String.format(
                Locale.ROOT, "%-30s %-32s %7s", what, constants, Figures.percent(accuracy));
    }
}
