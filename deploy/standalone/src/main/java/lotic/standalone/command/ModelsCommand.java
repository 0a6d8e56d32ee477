package lotic.standalone.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import lotic.registry.client.ModelSummary;
import lotic.registry.client.ModelVersion;
import lotic.registry.client.RegistryClient;
import lotic.standalone.terminal.Terminal;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.util.List;
import java.util.concurrent.Callable;

/// Lists models, or the versions of one.
@Command(name = "models", description = "List all models, or the newest versions of one.")
final class ModelsCommand implements Callable<Integer> {

    @Mixin private final OutputOptions output = new OutputOptions();
    @Mixin private final RegistryOptions registry = new RegistryOptions();

    @Option(
            names = "--count",
            paramLabel = "N",
            description = "at most so many versions (default: ${DEFAULT-VALUE})")
    private int count = 20;

    @Parameters(paramLabel = "NAME", arity = "0..1", description = "a model, to see its versions")
    private String name = "";

    @Override
    public Integer call() {
        Terminal terminal = output.terminal();
        try (RegistryClient client = registry.open()) {
            ObjectNode json =
                    name.isEmpty()
                            ? models(terminal, client.models())
                            : versions(terminal, client.versions(name, count));
            if (output.json()) {
                terminal.answer(json.toString());
            }
        }
        return ExitCode.OK.number();
    }

    private static ObjectNode models(Terminal terminal, List<ModelSummary> models) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode array = json.putArray("models");
        for (ModelSummary model : models) {
            terminal.say(
                    "%-24s %5d %-8s   %s"
                            .formatted(
                                    model.name(),
                                    model.versions(),
                                    model.versions() == 1 ? "version" : "versions",
                                    model.aliases()));
            ObjectNode item = array.addObject();
            item.put("model", model.name());
            item.put("versions", model.versions());
            ObjectNode aliases = item.putObject("aliases");
            model.aliases().forEach(aliases::put);
        }
        if (models.isEmpty()) {
            terminal.say("There are no models yet.");
        }
        return json;
    }

    private static ObjectNode versions(Terminal terminal, List<ModelVersion> versions) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode array = json.putArray("versions");
        for (ModelVersion version : versions) {
            var line = new VersionLine(version);
            terminal.say(line.text());
            array.add(line.json());
        }
        return json;
    }
}
