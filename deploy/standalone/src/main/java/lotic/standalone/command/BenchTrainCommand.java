package lotic.standalone.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import lotic.benchmarks.Machine;
import lotic.benchmarks.StepBenchmark;
import lotic.learning.engine.NativeTuning;
import lotic.standalone.source.Pictures;
import lotic.standalone.terminal.Terminal;
import lotic.standalone.train.TrainBenchmark;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;

/// Times a training run against the learning step alone.
@Command(
        name = "train",
        showDefaultValues = true,
        description = {
            "Time a training run that follows a filled log at full speed, on an embedded broker in",
            "a temporary folder, and before and after it the learning step alone."
        })
final class BenchTrainCommand implements Callable<Integer> {

    @Mixin private final OutputOptions output = new OutputOptions();
    @Mixin private final StepOptions step = new StepOptions();

    @Option(names = "--decode-workers", paramLabel = "N", description = "threads that make views")
    private int decodeWorkers = 1;

    @Option(names = "--steps", paramLabel = "N", description = "that are measured, each time")
    private int steps = 40;

    @Option(names = "--warm-up", paramLabel = "N", description = "steps before, not measured")
    private int warmUp = 10;

    @Parameters(
            arity = "1..*",
            paramLabel = "PATH",
            description = "files, folders and WebDataset tars; the first 256 MiB are taken")
    private List<Path> paths = List.of();

    @Override
    public Integer call() throws IOException, InterruptedException {
        Terminal terminal = output.terminal();
        StopSignal.endAtOnce(terminal);
        Machine machine = Machine.here();
        var _ = NativeTuning.apply(System.getenv()); // as the trainer does
        StepBenchmark.Options options = step.options(steps, warmUp);
        List<byte[]> pictures = Pictures.of(paths).inMemory(PictureOptions.BYTES_MAX);
        StepBenchmark.Result before =
                StepBenchmark.run(options, progress(terminal, "the step alone, before"));
        TrainBenchmark.Result run =
                new TrainBenchmark(options, decodeWorkers)
                        .run(pictures, progress(terminal, "the run"));
        StepBenchmark.Result after =
                StepBenchmark.run(options, progress(terminal, "the step alone, after"));
        terminal.still();
        terminal.say(machine.line());
        terminal.say(line("step, before", before.imagesPerS(), perCpuS(before)));
        terminal.say(line("run", run.imagesPerS(), run.imagesPerCpuS()));
        terminal.say(line("step, after", after.imagesPerS(), perCpuS(after)));
        terminal.say(
                String.format(
                        Locale.ROOT,
                        "the run at %.3f of the step's pace, %.3f per second of CPU; its learner"
                                + " waited %.1f %% of the time%s",
                        run.imagesPerS() / mean(before.imagesPerS(), after.imagesPerS()),
                        run.imagesPerCpuS() / mean(perCpuS(before), perCpuS(after)),
                        100 * run.waitingShare(),
                        waits(run)));
        if (output.json()) {
            terminal.answer(json(machine, before, run, after).toString());
        }
        return ExitCode.OK.number();
    }

    private IntConsumer progress(Terminal terminal, String what) {
        return made -> terminal.live("%s: step %d of %d".formatted(what, made, warmUp + steps));
    }

    private double perCpuS(StepBenchmark.Result measured) {
        return step.batch() * 1e3 / measured.cpuMs();
    }

    private static double mean(double one, double other) {
        return (one + other) / 2;
    }

    private static String line(String what, double imagesPerS, double imagesPerCpuS) {
        return String.format(
                Locale.ROOT,
                "%-13s %7.1f images/s   %7.1f per second of CPU",
                what,
                imagesPerS,
                imagesPerCpuS);
    }

    private static String waits(TrainBenchmark.Result run) {
        return run.waited().entrySet().stream()
                .map(
                        wait ->
                                String.format(
                                        Locale.ROOT,
                                        ", for %s %.1f s",
                                        wait.getKey().name().toLowerCase(Locale.ROOT),
                                        seconds(wait.getValue())))
                .collect(Collectors.joining());
    }

    private static double seconds(Duration time) {
        return time.toNanos() / 1e9;
    }

    private ObjectNode json(
            Machine machine,
            StepBenchmark.Result before,
            TrainBenchmark.Result run,
            StepBenchmark.Result after) {
        ObjectNode json =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("machine", machine.line())
                        .put("images_per_s", run.imagesPerS())
                        .put("images_per_cpu_s", run.imagesPerCpuS())
                        .put("waiting_share", run.waitingShare())
                        .put("images", run.images())
                        .put("seconds", run.wallS())
                        .put("cpu_seconds", run.cpuS());
        json.set("step_before", json(before));
        json.set("step_after", json(after));
        ObjectNode waited = json.putObject("waited_seconds");
        run.waited()
                .forEach(
                        (cause, time) ->
                                waited.put(cause.name().toLowerCase(Locale.ROOT), seconds(time)));
        return json;
    }

    private ObjectNode json(StepBenchmark.Result measured) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("images_per_s", measured.imagesPerS())
                .put("images_per_cpu_s", perCpuS(measured));
    }
}
