package lotic.standalone.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import lotic.benchmarks.ResidentMemory;
import lotic.registry.client.RegistryClient;
import lotic.registry.inference.Embedder;
import lotic.standalone.embed.EmbedBenchmark;
import lotic.standalone.embed.EmbedBenchmark.Latency;
import lotic.standalone.terminal.Figures;
import lotic.standalone.terminal.Terminal;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;

/// Times embedding while versions come and go.
@Command(
        name = "embed",
        showDefaultValues = true,
        description = {
            "Time embedding with the newest version of a model, going over to newer ones as they",
            "appear, and tell the calls around a change of version apart from the others."
        })
final class BenchEmbedCommand implements Callable<Integer> {

    @Mixin private final OutputOptions output = new OutputOptions();
    @Mixin private final RegistryOptions registry = new RegistryOptions();

    @Option(names = "--threads", paramLabel = "N", description = "that ask")
    private int threads = 4;

    @Option(names = "--for", paramLabel = "DURATION", description = "such as 90s or 5m")
    private Duration time = Duration.ofSeconds(30);

    @Parameters(paramLabel = "NAME", description = "a model of the registry")
    private String model = "";

    @Override
    public Integer call() throws InterruptedException {
        Terminal terminal = output.terminal();
        try (RegistryClient client = registry.open();
                Embedder embedder = Embedder.follow(client, model)) {
            EmbedBenchmark benchmark = new EmbedBenchmark(embedder, threads, time);
            StopSignal signal = StopSignal.listen();
            var _ = signal.stopped().thenRun(benchmark::stop);
            List<Long> memoryMb = new ArrayList<>();
            EmbedBenchmark.Result result =
                    benchmark.run(
                            version -> {
                                memoryMb.add(ResidentMemory.mebibytes());
                                terminal.live("%s answers".formatted(version));
                            });
            terminal.still();
            report(terminal, result, memoryMb);
            return signal.stopped()
                    .getNow(result.failed() == 0 ? ExitCode.OK : ExitCode.FAILED)
                    .number();
        }
    }

    private void report(Terminal terminal, EmbedBenchmark.Result result, List<Long> memoryMb) {
        terminal.say(
                String.format(
                        Locale.ROOT,
                        "%s images, %.1f a second, %s failed, by %d versions",
                        Figures.count(result.calls()),
                        result.imagesPerS(),
                        Figures.count(result.failed()),
                        result.versions().size()));
        if (!memoryMb.isEmpty()) {
            terminal.say(resident(memoryMb));
        }
        terminal.say("far from a change of version   " + words(result.steady()));
        terminal.say("around one                     " + words(result.aroundChanges()));
        if (output.json()) {
            ObjectNode json = JsonNodeFactory.instance.objectNode();
            json.put("calls", result.calls());
            json.put("failed", result.failed());
            json.put("images_per_s", result.imagesPerS());
            json.put("versions", result.versions().size());
            json.set("steady", json(result.steady()));
            json.set("around_changes", json(result.aroundChanges()));
            ArrayNode memory = json.putArray("rss_mb_by_version");
            memoryMb.forEach(memory::add);
            terminal.answer(json.toString());
        }
    }

    private static String resident(List<Long> memoryMb) {
        return "resident memory as the first, the middle and the last version began: %d, %d, %d MB"
                .formatted(
                        memoryMb.getFirst(), memoryMb.get(memoryMb.size() / 2), memoryMb.getLast());
    }

    private static String words(Latency latency) {
        return latency.calls() == 0
                ? "no calls"
                : String.format(
                        Locale.ROOT,
                        "p50 %.1f ms   p99 %.1f ms   of %s calls",
                        latency.p50Ms(),
                        latency.p99Ms(),
                        Figures.count(latency.calls()));
    }

    private static ObjectNode json(Latency latency) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("calls", latency.calls());
        return latency.calls() == 0
                ? json
                : json.put("p50_ms", latency.p50Ms()).put("p99_ms", latency.p99Ms());
    }
}
