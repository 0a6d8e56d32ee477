package lotic.standalone.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import lotic.standalone.settings.Setting;
import lotic.standalone.terminal.Terminal;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import java.util.List;
import java.util.concurrent.Callable;

/// Prints every setting that is in force and where it comes from.
@Command(
        name = "config",
        description = "Print every setting, its value and where the value comes from.")
final class ConfigCommand implements Callable<Integer> {

    @Mixin private final OutputOptions output = new OutputOptions();
    @Mixin private final RunOptions options = new RunOptions();

    @Override
    public Integer call() {
        Terminal terminal = output.terminal();
        List<Setting> settings = options.settings().inForce();
        int keys = settings.stream().mapToInt(it -> it.key().length()).max().orElse(0);
        int values = settings.stream().mapToInt(it -> it.value().length()).max().orElse(0);
        for (Setting it : settings) {
            terminal.say(
                    ("%-" + keys + "s  %-" + Math.max(1, Math.min(values, 60)) + "s  %s")
                            .formatted(it.key(), it.value(), it.origin().words()));
        }
        if (output.json()) {
            ArrayNode json = JsonNodeFactory.instance.arrayNode();
            for (Setting it : settings) {
                json.addObject()
                        .put("key", it.key())
                        .put("value", it.value())
                        .put("origin", it.origin().words());
            }
            terminal.answer(JsonNodeFactory.instance.objectNode().set("settings", json).toString());
        }
        return ExitCode.OK.number();
    }
}
