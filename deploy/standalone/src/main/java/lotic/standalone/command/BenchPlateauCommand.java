package lotic.standalone.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import lotic.benchmarks.rate.Course;
import lotic.benchmarks.rate.Finding;
import lotic.benchmarks.rate.PlateauStudy;
import lotic.benchmarks.rate.StudyPlot;
import lotic.benchmarks.rate.StudyReport;
import lotic.standalone.terminal.Terminal;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/// Judges the rule for the learning rate by simulated losses.
@Command(
        name = "plateau",
        showDefaultValues = true,
        description = {
            "Show simulated losses to the rule that halves the learning rate: how often it halves",
            "while the loss still falls, and after how many blocks it sees that it does not."
        })
final class BenchPlateauCommand implements Callable<Integer> {

    @Mixin private final OutputOptions output = new OutputOptions();

    @Option(
            names = "--course",
            split = ",",
            paramLabel = "COURSE",
            description = "where the mean loss goes: ${COMPLETION-CANDIDATES}")
    private List<Course> courses = List.of(Course.values());

    @Option(names = "--runs", paramLabel = "N", description = "of each kind of stream")
    private int runs = 100;

    @Option(names = "--blocks", paramLabel = "N", description = "length of a run")
    private int blocks = 1500;

    @Option(names = "--seed", paramLabel = "N", description = "of the first run")
    private long seed = 1;

    @Option(names = "--plot", paramLabel = "FILE", description = "draw it as SVG, too")
    private @Nullable Path plot;

    @Override
    public Integer call() throws Exception {
        return StopSignal.givingUp(this::study);
    }

    private int study() throws IOException, InterruptedException {
        Terminal terminal = output.terminal();
        List<Finding> made = new ArrayList<>();
        var study = new PlateauStudy(courses, runs, blocks, seed);
        List<Finding> findings =
                study.run(
                        finding -> {
                            made.add(finding);
                            terminal.live(
                                    "%d of %d: %s, noise %s"
                                            .formatted(
                                                    made.size(),
                                                    study.findings(),
                                                    finding.course(),
                                                    finding.noise()));
                        });
        terminal.still();
        var report = new StudyReport(findings, blocks);
        terminal.say(report.markdown().stripTrailing());
        if (plot != null) {
            Files.writeString(plot, StudyPlot.of(report));
            terminal.say("→ " + plot);
        }
        if (output.json()) {
            terminal.answer(json(findings).toString());
        }
        return ExitCode.OK.number();
    }

    private static ArrayNode json(List<Finding> findings) {
        ArrayNode json = JsonNodeFactory.instance.arrayNode();
        for (Finding finding : findings) {
            json.addObject()
                    .put("rule", finding.rule())
                    .put("course", finding.course())
                    .put("noise", finding.noise())
                    .put("halved", finding.halved())
                    .put("delay_median", finding.delayMedian())
                    .put("delay_90", finding.delay90())
                    .put("shifts", finding.shifts())
                    .put("false_shifts", finding.falseShifts());
        }
        return json;
    }
}
