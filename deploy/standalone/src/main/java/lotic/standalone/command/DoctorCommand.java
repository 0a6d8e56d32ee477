package lotic.standalone.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import lotic.standalone.doctor.Doctor;
import lotic.standalone.doctor.Finding;
import lotic.standalone.terminal.Terminal;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;

/// Says what this machine offers and what is missing.
@Command(
        name = "doctor",
        description = "Say what this machine offers Lotic, and what is missing.",
        footer = {"", "Ends with 1 if something will not work."})
final class DoctorCommand implements Callable<Integer> {

    @Mixin private final OutputOptions output = new OutputOptions();
    @Mixin private final RunOptions options = new RunOptions();

    @Override
    public Integer call() {
        Terminal terminal = output.terminal();
        List<Finding> findings = Doctor.examine(options.settings());
        for (Finding it : findings) {
            terminal.say("%s %-14s %s".formatted(mark(it.grade()), it.subject(), it.fact()));
            if (!it.advice().isEmpty()) {
                terminal.say(" ".repeat(17) + it.advice());
            }
        }
        if (output.json()) {
            terminal.answer(json(findings).toString());
        }
        boolean works = findings.stream().noneMatch(it -> it.grade() == Finding.Grade.BAD);
        return (works ? ExitCode.OK : ExitCode.FAILED).number();
    }

    private static String mark(Finding.Grade grade) {
        return switch (grade) {
            case GOOD -> "✓";
            case NOTE -> "•";
            case BAD -> "✗";
        };
    }

    private static ObjectNode json(List<Finding> findings) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode array = json.putArray("findings");
        for (Finding it : findings) {
            array.addObject()
                    .put("subject", it.subject())
                    .put("grade", it.grade().name().toLowerCase(Locale.ROOT))
                    .put("fact", it.fact())
                    .put("advice", it.advice());
        }
        return json;
    }
}
