package lotic.standalone.command;

import lotic.standalone.folder.DataFolder;
import lotic.standalone.log.LogFile;
import lotic.standalone.river.River;
import lotic.standalone.settings.Settings;
import lotic.standalone.terminal.Terminal;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;

/// Runs the river until it is told to stop.
@Command(
        name = "up",
        description = "Start broker, ingest, trainer and registry, and run until Ctrl-C.",
        footer = {"", LogFile.HELP})
final class UpCommand implements Callable<Integer> {

    @Mixin private final OutputOptions output = new OutputOptions();
    @Mixin private final RunOptions options = new RunOptions();
    @Mixin private final InitOption init = new InitOption();

    @Override
    public Integer call() throws InterruptedException, ExecutionException {
        Terminal terminal = output.terminal();
        StopSignal signal = StopSignal.listen();
        Settings settings = options.settings(init.flags(), Map.of());
        try (var folder = DataFolder.lock(settings.dataFolder(), InstantSource.system())) {
            LogFile.open(settings.logFile("lotic"));
            return run(settings, folder, terminal, signal);
        }
    }

    private static int run(
            Settings settings, DataFolder folder, Terminal terminal, StopSignal signal)
            throws InterruptedException, ExecutionException {
        try (var river = River.start(settings, folder)) {
            terminal.say("  console  " + river.trainer());
            terminal.say(
                    "  push     ./lotic push PATH   (or POST to %s/v1/images)"
                            .formatted(river.ingest()));
            terminal.say("  data     " + DataFolder.shown(settings.dataFolder()));
            terminal.say("  stop     Ctrl-C");
            return signal.awaitEnd(river.failure());
        }
    }
}
