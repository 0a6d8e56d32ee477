package lotic.standalone.command;

import lotic.registry.client.ModelEvent;
import lotic.registry.client.ModelSummary;
import lotic.registry.client.RegistryClient;
import lotic.registry.client.Watch;
import lotic.registry.format.VersionRef;
import lotic.standalone.terminal.Terminal;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.util.concurrent.Callable;

/// Prints a line for each new version.
@Command(
        name = "watch",
        description = "Print a line for each new version of a model, for as long as you like.")
final class WatchCommand implements Callable<Integer> {

    @Mixin private final OutputOptions output = new OutputOptions();
    @Mixin private final RegistryOptions registry = new RegistryOptions();

    @Option(
            names = "--count",
            paramLabel = "N",
            description = "end after so many versions (default: never)")
    private long count = Long.MAX_VALUE;

    @Option(names = "--all", description = "begin with the versions that are there already")
    private boolean all;

    @Parameters(paramLabel = "NAME", description = "the model; it need not exist yet")
    private String name = "";

    @Override
    public Integer call() {
        Terminal terminal = output.terminal();
        try (RegistryClient client = registry.open();
                Watch watch = client.watch(name, all ? 0 : newestSequence(client))) {
            long seen = 0;
            while (seen < count && watch.hasNext()) {
                if (watch.next() instanceof ModelEvent.Published published) {
                    tell(terminal, client, published);
                    seen++;
                }
            }
        }
        return ExitCode.OK.number();
    }

    private void tell(Terminal terminal, RegistryClient client, ModelEvent.Published published) {
        var number = new VersionRef.ByNumber(published.version());
        var line = new VersionLine(client.version(new VersionRef(published.model(), number)));
        terminal.say(line.text());
        if (output.json()) {
            terminal.answer(line.json().toString());
        }
    }

    private long newestSequence(RegistryClient client) {
        return client.models().stream()
                .filter(model -> model.name().equals(name))
                .mapToLong(ModelSummary::lastSequence)
                .findFirst()
                .orElse(0);
    }
}
