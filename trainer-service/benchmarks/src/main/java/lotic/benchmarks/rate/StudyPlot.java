package lotic.benchmarks.rate;

import lotic.benchmarks.rate.Detector.Rule;

import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/// Draws when rates were halved: for each noise a panel, in it a curve for each rule and for a loss
/// that is flat and one that still falls. A good rule's flat curve rises early, its other one not
/// at all.
public final class StudyPlot {

    private static final int PANEL_WIDTH = 300;
    private static final int PANEL_HEIGHT = 150;
    private static final int MARGIN = 52;
    private static final int GAP = 44;
    private static final int HEAD = 86;
    private static final int COLUMNS = 2;
    private static final int TICK_BLOCKS = 500;

    private final StudyReport report;
    private final StringBuilder svg = new StringBuilder();

    private StudyPlot(StudyReport report) {
        this.report = report;
    }

    /// The picture as SVG, for light pages and dark ones.
    public static String of(StudyReport report) {
        return new StudyPlot(report).draw();
    }

    private String draw() {
        List<Noise> noises = PlateauStudy.NOISES;
        int rows = Math.ceilDiv(noises.size(), COLUMNS);
        int width = MARGIN + COLUMNS * (PANEL_WIDTH + GAP);
        int height = HEAD + rows * (PANEL_HEIGHT + GAP + 16);
        line(
                """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif" font-size="11" role="img">
                <title>Share of the runs in which the rate was halved, by block</title>
                <style>
                svg { color: #24292f; background: #ffffff; }
                @media (prefers-color-scheme: dark) { svg { color: #d0d7de; background: #0d1117; } }
                text { fill: currentColor; }
                path, rect, line { fill: none; stroke: currentColor; }
                .axis { stroke-opacity: 0.3; }
                .per-window { stroke: #d97706; } .pooled { stroke: #0d9488; } .best-so-far { stroke: #8b5cf6; }
                .curve { stroke-width: 1.8; } .falls { stroke-dasharray: 5 4; }
                </style>\
                """
                        .formatted(width, height));
        legend();
        for (int i = 0; i < noises.size(); i++) {
            int x = MARGIN + i % COLUMNS * (PANEL_WIDTH + GAP);
            int y = HEAD + i / COLUMNS * (PANEL_HEIGHT + GAP + 16);
            panel(noises.get(i), x, y);
        }
        return svg.append("</svg>\n").toString();
    }

    private void legend() {
        int x = MARGIN;
        for (Rule rule : Rule.values()) {
            line(
                    "<path class=\"curve %s\" d=\"M%d 16h24\"/><text x=\"%d\" y=\"20\">%s</text>"
                            .formatted(name(rule), x, x + 30, rule.title()));
            x += 120;
        }
        line("<path class=\"curve\" d=\"M%d 34h24\"/>".formatted(MARGIN));
        line("<text x=\"%d\" y=\"38\">the loss is flat</text>".formatted(MARGIN + 30));
        line("<path class=\"curve falls\" d=\"M%d 34h24\"/>".formatted(MARGIN + 120));
        line("<text x=\"%d\" y=\"38\">it falls by 1 %% a horizon</text>".formatted(MARGIN + 150));
        line(
                "<text x=\"%d\" y=\"58\">Share of the runs in which the rate was halved, by blocks since the rule began to look</text>"
                        .formatted(MARGIN));
    }

    private void panel(Noise noise, int x, int y) {
        line("<text x=\"%d\" y=\"%d\">noise %s</text>".formatted(x, y - 6, noise.title()));
        line(
                "<rect class=\"axis\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"/>"
                        .formatted(x, y, PANEL_WIDTH, PANEL_HEIGHT));
        for (int percent = 0; percent <= 100; percent += 50) {
            line(
                    "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%d %%</text>"
                            .formatted(
                                    x - 6,
                                    y + PANEL_HEIGHT - percent * PANEL_HEIGHT / 100 + 4,
                                    percent));
        }
        for (int block = 0; block <= report.blocks(); block += TICK_BLOCKS) {
            int at = x + (int) Math.round(placeOf(block));
            line(
                    "<line class=\"axis\" x1=\"%1$d\" x2=\"%1$d\" y1=\"%2$d\" y2=\"%3$d\"/>"
                            .formatted(at, y, y + PANEL_HEIGHT));
            line(
                    "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">%d</text>"
                            .formatted(at, y + PANEL_HEIGHT + 15, block));
        }
        for (Rule rule : Rule.values()) {
            if (report.courses().contains(Course.FLAT)) {
                curve(rule, report.of(rule, Course.FLAT, noise), "", x, y);
            }
            if (report.courses().contains(Course.FALLS_1)) {
                curve(rule, report.of(rule, Course.FALLS_1, noise), " falls", x, y);
            }
        }
    }

    /// The share of the runs that have halved by each block, as a staircase.
    private void curve(Rule rule, Finding finding, String kind, int x, int y) {
        StringBuilder path = new StringBuilder("M%d %d".formatted(x, y + PANEL_HEIGHT));
        int runs = (int) Math.round(finding.halvings().size() / Math.max(finding.halved(), 1e-9));
        SortedMap<Integer, Integer> halvedBy = new TreeMap<>();
        for (int i = 0; i < finding.halvings().size(); i++) {
            halvedBy.put(finding.halvings().get(i), i + 1);
        }
        halvedBy.forEach(
                (block, halved) ->
                        path.append(
                                String.format(
                                        Locale.ROOT,
                                        "H%.1fV%.1f",
                                        x + placeOf(block),
                                        y + PANEL_HEIGHT * (1 - (double) halved / runs))));
        path.append("H").append(x + PANEL_WIDTH);
        line("<path class=\"curve %s%s\" d=\"%s\"/>".formatted(name(rule), kind, path));
    }

    private double placeOf(int block) {
        return (double) PANEL_WIDTH * Math.min(block, report.blocks()) / report.blocks();
    }

    private static String name(Rule rule) {
        return rule.title().replace(' ', '-');
    }

    private void line(String element) {
        svg.append(element).append("\n");
    }
}
