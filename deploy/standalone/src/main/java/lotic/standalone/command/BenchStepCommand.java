package lotic.standalone.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import lotic.benchmarks.StepBenchmark;
import lotic.benchmarks.StepFloor;
import lotic.benchmarks.StepProfile;
import lotic.learning.engine.NativeTuning;
import lotic.standalone.terminal.Terminal;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;

/// Times the learning step alone.
@Command(
        name = "step",
        showDefaultValues = true,
        description = "Time the learning step alone, on noise: no stream, no decoding.")
final class BenchStepCommand implements Callable<Integer> {

    @Mixin private final OutputOptions output = new OutputOptions();
    @Mixin private final StepOptions step = new StepOptions();

    @Option(names = "--steps", paramLabel = "N", description = "that are measured")
    private int steps = 10;

    @Option(names = "--warm-up", paramLabel = "N", description = "steps before, not measured")
    private int warmUp = 3;

    @Option(
            names = "--profile",
            paramLabel = "FILE",
            description = {
                "also tell where three more steps spend their time, and what their arithmetic and",
                "memory traffic alone would take; the engine's record goes to FILE for",
                "https://ui.perfetto.dev"
            })
    private @Nullable Path profile;

    @Override
    public Integer call() throws IOException {
        Terminal terminal = output.terminal();
        var _ = NativeTuning.apply(System.getenv()); // as the trainer does
        StopSignal.endAtOnce(terminal);
        StepBenchmark.Options options = step.options(steps, warmUp);
        StepBenchmark.Result result =
                StepBenchmark.run(
                        options,
                        made ->
                                terminal.live(
                                        made <= warmUp
                                                ? "warming up: step %d of %d"
                                                        .formatted(made, warmUp)
                                                : "step %d of %d".formatted(made - warmUp, steps)));
        terminal.still();
        terminal.say(
                String.format(
                        Locale.ROOT,
                        "%.1f images/s   %.0f ms a step (%.0f … %.0f)   %.0f ms of CPU   %d MB, %d"
                                + " before",
                        result.imagesPerS(),
                        result.stepMs(),
                        result.stepMsMin(),
                        result.stepMsMax(),
                        result.cpuMs(),
                        result.memoryPeakMb(),
                        result.memoryBeforeMb()));
        ObjectNode json = json(result);
        if (profile != null) {
            terminal.live("profiling");
            StepProfile spent = StepBenchmark.profile(options, profile);
            StepFloor floor = StepFloor.measure(options.recipe(), options.compute());
            terminal.still();
            StepReport.lines(spent, floor).forEach(terminal::say);
            json.set("profile", StepReport.json(spent));
            json.set("floor", StepReport.json(floor));
        }
        if (output.json()) {
            terminal.answer(json.toString());
        }
        return ExitCode.OK.number();
    }

    private static ObjectNode json(StepBenchmark.Result result) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("images_per_s", result.imagesPerS())
                .put("step_ms", result.stepMs())
                .put("step_ms_min", result.stepMsMin())
                .put("step_ms_max", result.stepMsMax())
                .put("cpu_ms", result.cpuMs())
                .put("memory_before_mb", result.memoryBeforeMb())
                .put("memory_peak_mb", result.memoryPeakMb())
                .put("loss", result.loss());
    }
}
