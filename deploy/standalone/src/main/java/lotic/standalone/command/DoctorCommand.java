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
        footer = {
            "",
            "Each finding has a mark: ✓ good, • works but see the advice, ✗ will not work.",
            "Ends with 0 if all will work, 1 if something will not."
        })
final class DoctorCommand implements Callable<Integer> {

    @Mixin private final OutputOptions output = new OutputOptions();
    @Mixin private final RunOptions options = new RunOptions();

    @Override
    public Integer call() {
        Terminal terminal = output.terminal();
        List<Finding> findings = Doctor.examine(options.settings(), System.getenv());
        for (Finding it : findings) {
            terminal.say("%s %-13s  %s".formatted(mark(it.grade()), it.subject(), it.fact()));
            if (!it.advice().isEmpty()) {
                terminal.say(" ".repeat(17) + "→ " + it.advice());
            }
        }
        terminal.say(summary(findings));
        if (output.json()) {
            terminal.answer(json(findings).toString());
        }
        boolean works = count(findings, Finding.Grade.BAD) == 0;
        return (works ? ExitCode.OK : ExitCode.FAILED).number();
    }

    private static String summary(List<Finding> findings) {
        long bad = count(findings, Finding.Grade.BAD);
        long notes = count(findings, Finding.Grade.NOTE);
        if (bad > 0) {
            return "%d will not work; see the lines with ✗.".formatted(bad);
        }
        return notes > 0 ? "All will work; %d could be better.".formatted(notes) : "All will work.";
    }

    private static long count(List<Finding> findings, Finding.Grade grade) {
        return findings.stream().filter(it -> it.grade() == grade).count();
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
        json.put("works", count(findings, Finding.Grade.BAD) == 0);
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
