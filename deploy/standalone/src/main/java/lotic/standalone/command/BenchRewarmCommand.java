package lotic.standalone.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import lotic.benchmarks.rate.RewarmFinding;
import lotic.benchmarks.rate.RewarmFinding.Losses;
import lotic.benchmarks.rate.RewarmStudy;
import lotic.standalone.terminal.Terminal;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/// Judges re-warming by simulated losses that answer the rate.
@Command(
        name = "rewarm",
        showDefaultValues = true,
        description = {
            "Let simulated losses answer the learning rate: what it is worth to ramp it up again"
                    + " when",
            "the stream shifts (rate.rule.auto_rewarm), and what it costs where there was no"
                    + " shift.",
            "Losses are told as the mean over the 1500 blocks after the shift, the mean over the"
                    + " last",
            "100 of them, and what is left to learn then; false shifts as those of 1500 blocks."
        })
final class BenchRewarmCommand implements Callable<Integer> {

    @Mixin private final OutputOptions output = new OutputOptions();

    @Option(
            names = "--shift-at",
            paramLabel = "BLOCK",
            description = "when the stream shifts; the rule has halved until then as it saw fit")
    private int shiftAt = 3000;

    @Option(names = "--jump", paramLabel = "SHARE", description = "of the loss, at the shift")
    private double jump = 0.06;

    @Option(
            names = "--rate-loss",
            paramLabel = "X",
            description = "what the base rate adds to the loss, which is 3 without it")
    private double rateLoss = 0.4;

    @Option(names = "--runs", paramLabel = "N", description = "of each kind")
    private int runs = 100;

    @Option(names = "--seed", paramLabel = "N", description = "of the first run")
    private long seed = 1;

    @Override
    public Integer call() throws Exception {
        return StopSignal.givingUp(this::study);
    }

    private int study() throws InterruptedException {
        Terminal terminal = output.terminal();
        List<RewarmFinding> made = new ArrayList<>();
        RewarmStudy study = asked();
        List<RewarmFinding> findings =
                study.run(
                        finding -> {
                            made.add(finding);
                            terminal.live(
                                    "%d of %d: noise %s"
                                            .formatted(
                                                    made.size(),
                                                    study.findings(),
                                                    finding.noise()));
                        });
        terminal.still();
        terminal.say(RewarmStudy.markdown(findings).stripTrailing());
        if (output.json()) {
            terminal.answer(json(findings).toString());
        }
        return ExitCode.OK.number();
    }

    private RewarmStudy asked() {
        try {
            return new RewarmStudy(shiftAt, jump, rateLoss, runs, seed);
        } catch (IllegalArgumentException nothing) {
            throw new CommandException(
                    ExitCode.USAGE,
                    "--runs is %d, --shift-at %d, --jump %s, --rate-loss %s; give 1 or more, 1 or more, a number above 0, and 0 or more"
                            .formatted(runs, shiftAt, jump, rateLoss));
        }
    }

    private static ArrayNode json(List<RewarmFinding> findings) {
        ArrayNode json = JsonNodeFactory.instance.arrayNode();
        for (RewarmFinding finding : findings) {
            ObjectNode one =
                    json.addObject()
                            .put("noise", finding.noise())
                            .put("halvings", finding.halvings())
                            .put("seen", finding.seen())
                            .put("rewarms", finding.rewarms())
                            .put("false_shifts", finding.falseShifts());
            put(one.putObject("kept"), finding.kept());
            put(one.putObject("rewarmed"), finding.rewarmed());
            put(one.putObject("to_base"), finding.toBase());
            put(one.putObject("quiet"), finding.quiet());
            put(one.putObject("mistaken"), finding.mistaken());
            put(one.putObject("mistaken_to_base"), finding.mistakenToBase());
        }
        return json;
    }

    private static void put(ObjectNode json, Losses losses) {
        json.put("mean", losses.mean()).put("end", losses.end()).put("left", losses.left());
    }
}
