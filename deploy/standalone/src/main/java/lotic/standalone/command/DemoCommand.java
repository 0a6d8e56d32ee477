package lotic.standalone.command;

import com.fasterxml.jackson.databind.node.ObjectNode;

import lotic.schemas.TopicSizes;
import lotic.standalone.demo.Demo;
import lotic.standalone.demo.Ending;
import lotic.standalone.folder.DataFolder;
import lotic.standalone.log.LogFile;
import lotic.standalone.river.River;
import lotic.standalone.settings.Settings;
import lotic.standalone.source.DrawnSource;
import lotic.standalone.source.Pictures;
import lotic.standalone.source.SampleSource;
import lotic.standalone.terminal.Figures;
import lotic.standalone.terminal.Terminal;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

/// Runs the river and feeds it.
@Command(
        name = "demo",
        description =
                "Run everything and feed it: with drawn pictures, or with --images, until Ctrl-C.",
        footer = {
            LogFile.HELP,
            "",
            "With an end of its own (--until-versions, --for, --once) it stops by itself."
        })
final class DemoCommand implements Callable<Integer> {

    /// Three thousand held-out pictures make a good judgement; this share of what a laptop learns
    /// in five minutes.
    private static final String HELD_OUT_SHARE = "0.12";

    @Mixin private final OutputOptions output = new OutputOptions();
    @Mixin private final RunOptions options = new RunOptions();
    @Mixin private final InitOption init = new InitOption();

    @Option(
            names = "--images",
            paramLabel = "PATH",
            arity = "1..*",
            description = "folders and WebDataset tars instead of drawn pictures, again and again")
    private List<Path> images = List.of();

    @Option(names = "--once", description = "each of the images once, then end")
    private boolean once;

    @Option(
            names = "--until-versions",
            paramLabel = "N",
            description = "end after so many new versions")
    private @Nullable Long untilVersions;

    @Option(
            names = "--for",
            paramLabel = "DURATION",
            description = "end after so long, such as 90s or 5m")
    private @Nullable Duration forDuration;

    @Option(names = "--fresh", description = "forget what is in the data folder")
    private boolean fresh;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "of the weights, the crops and the drawn pictures")
    private @Nullable Long seed;

    @Override
    public Integer call() throws InterruptedException, IOException {
        if (once && images.isEmpty()) {
            throw new CommandException(
                    ExitCode.USAGE,
                    "--once needs --images: drawn pictures have no end; give --for or"
                            + " --until-versions");
        }
        Terminal terminal = output.terminal();
        InstantSource clock = InstantSource.system();
        StopSignal signal = StopSignal.listen();
        Optional<Pictures> pictures =
                images.isEmpty() ? Optional.empty() : Optional.of(Pictures.of(images));
        Settings settings = options.settings(init.flags(), wishes());
        try (var folder = DataFolder.lock(settings.dataFolder(), clock)) {
            LogFile.open(settings.logFile("lotic"));
            if (fresh) {
                River.requirePorts(settings); // before anything is gone
                folder.clear();
            }
            ObjectNode summary;
            try (var river = River.start(settings, folder);
                    var demo = new Demo(terminal, clock, river.ingest(), river.trainer());
                    SampleSource source = source(pictures, settings, demo.submitted())) {
                introduce(terminal, pictures, settings, river);
                var ending = Ending.of(untilVersions, forDuration);
                summary =
                        demo.run(
                                source,
                                ending,
                                CompletableFuture.anyOf(signal.stopped(), river.failure()));
                if (river.failure().isDone()) {
                    throw river.failure().join();
                }
                terminal.say("Stopping: taking a checkpoint …");
            }
            terminal.say("Done. The next start on this folder goes on from there.");
            if (output.json()) {
                terminal.answer(summary.toString());
            }
            return signal.stopped().getNow(ExitCode.OK).number();
        }
    }

    /// What a demonstration would rather have than the defaults.
    private Map<String, String> wishes() {
        Map<String, String> wishes = new LinkedHashMap<>();
        wishes.put("run", "demo");
        wishes.put("trainer.preset", "drawn");
        wishes.put("kafka.images-bytes-max", String.valueOf(TopicSizes.demo().imagesBytesMax()));
        wishes.put("trainer.held-out-share", HELD_OUT_SHARE);
        if (seed != null) {
            wishes.put("trainer.seed", String.valueOf(seed));
        }
        if (!images.isEmpty() && !once) {
            wishes.put("ingest.duplicates", "keep");
        }
        return wishes;
    }

    /// @param submitted pictures that were drawn before: drawing goes on where it stopped, or all
    ///   would be duplicates
    private SampleSource source(Optional<Pictures> pictures, Settings settings, long submitted) {
        return pictures.map(it -> once ? it.once() : it.forEver())
                .orElseGet(() -> new DrawnSource(settings.trainer().seed(), submitted));
    }

    private void introduce(
            Terminal terminal, Optional<Pictures> pictures, Settings settings, River river) {
        String what =
                pictures.map(
                                it ->
                                        "%s pictures%s"
                                                .formatted(
                                                        Figures.count(it.count()),
                                                        once ? "" : ", again and again"))
                        .orElse("an endless stream of drawn pictures");
        terminal.say("Lotic learns from " + what + ".");
        terminal.say(
                "  console  %-30s what it sees, learns and publishes".formatted(river.trainer()));
        terminal.say(
                "  data     %-30s kept; --fresh starts over"
                        .formatted(DataFolder.shown(settings.dataFolder())));
        terminal.say("  stop     Ctrl-C");
        terminal.say("");
    }
}
