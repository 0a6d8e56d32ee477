package lotic.standalone.command;

import com.fasterxml.jackson.databind.JsonNode;

import lotic.standalone.http.Service;
import lotic.standalone.status.StatusView;
import lotic.standalone.terminal.Terminal;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;

/// Says how a run stands.
@Command(name = "status", description = "Say how the run stands, the whole truth first.")
final class StatusCommand implements Callable<Integer> {

    private static final Duration EVERY = Duration.ofSeconds(2);
    private static final String HOME_AND_ERASE = "\u001b[H\u001b[J";

    @Mixin private final OutputOptions output = new OutputOptions();
    @Mixin private final SettingOptions options = new SettingOptions();

    @Option(names = "--trainer", paramLabel = "URL", description = "where the trainer is")
    private @Nullable URI trainer;

    @Option(names = "--watch", description = "again every two seconds, until Ctrl-C")
    private boolean watch;

    @Override
    public Integer call() throws InterruptedException {
        Terminal terminal = output.terminal();
        URI uri = trainer != null ? trainer : options.settings().trainerUri();
        try (var service = new Service("trainer", uri, "--trainer")) {
            show(terminal, service.get("/v1/status"));
            while (watch) {
                Thread.sleep(EVERY);
                show(terminal, service.get("/v1/status"));
            }
        }
        return ExitCode.OK.number();
    }

    private void show(Terminal terminal, JsonNode status) {
        if (output.json()) {
            terminal.answer(status.toString());
            return;
        }
        List<String> lines =
                new StatusView(status, InstantSource.system().instant(), terminal.colour()).lines();
        String redraw = watch && terminal.alive() ? HOME_AND_ERASE : "";
        terminal.say(redraw + String.join(System.lineSeparator(), lines));
    }
}
