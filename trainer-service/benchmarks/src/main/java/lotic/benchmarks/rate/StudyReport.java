package lotic.benchmarks.rate;

import lotic.benchmarks.rate.Detector.Rule;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// A study as a table and as a picture.
///
/// @param findings of one course or more with all noises under all rules
/// @param blocks length of the runs
public record StudyReport(List<Finding> findings, int blocks) {

    public StudyReport {
        findings = List.copyOf(findings);
    }

    /// One line for each course and noise, as a table of Markdown: of the runs that ought to halve
    /// the delay of half of them and of nine of ten, of the others the share that halves, and the
    /// share that sees a jump.
    public String markdown() {
        StringBuilder table = new StringBuilder("| the loss | noise |");
        for (Rule rule : Rule.values()) {
            table.append(" ").append(rule.title()).append(" |");
        }
        table.append("\n|---|---|").append("---|".repeat(Rule.values().length)).append("\n");
        for (Course course : courses()) {
            for (Noise noise : PlateauStudy.NOISES) {
                table.append("| %s | %s |".formatted(course.title(), noise.title()));
                for (Rule rule : Rule.values()) {
                    table.append(" ").append(cell(course, of(rule, course, noise))).append(" |");
                }
                table.append("\n");
            }
        }
        return table.toString();
    }

    /// Those that were studied.
    List<Course> courses() {
        return Arrays.stream(Course.values())
                .filter(course -> findings.stream().anyMatch(it -> isOf(it, course)))
                .toList();
    }

    private static boolean isOf(Finding finding, Course course) {
        return finding.course().equals(course.title());
    }

    Finding of(Rule rule, Course course, Noise noise) {
        return findings.stream()
                .filter(it -> it.rule().equals(rule.title()))
                .filter(it -> isOf(it, course))
                .filter(it -> it.noise().equals(noise.title()))
                .findFirst()
                .orElseThrow();
    }

    private String cell(Course course, Finding finding) {
        return switch (course) {
            case FLAT, SETTLES -> delay(finding.delayMedian()) + ", " + delay(finding.delay90());
            case FALLS_1, FALLS_2, FALLS_4, RISES -> percent(finding.halved());
            case JUMPS_2, JUMPS_6 ->
                    "%s; %s halved".formatted(percent(finding.shifts()), percent(finding.halved()));
        };
    }

    private String delay(int delayBlocks) {
        return delayBlocks >= blocks ? "-" : String.valueOf(delayBlocks);
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }
}
