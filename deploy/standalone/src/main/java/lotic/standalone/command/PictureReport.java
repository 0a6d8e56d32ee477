package lotic.standalone.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import lotic.benchmarks.Machine;
import lotic.benchmarks.Spread;
import lotic.benchmarks.pixels.Rounds;

import java.util.Locale;

/// What the benchmarks of pictures tell, to people and to scripts.
final class PictureReport {

    private PictureReport() {}

    /// One treatment's rates: per second of the clock, and per second of a core's time.
    static String line(String treatment, Rounds rounds) {
        Spread wall = rounds.imagesPerS(treatment);
        Spread core = rounds.imagesPerCoreS(treatment);
        return String.format(
                Locale.ROOT,
                "%-8s %8.0f images/s   %8.0f per core (%.0f … %.0f)   %.3f ms of CPU each",
                treatment,
                wall.median(),
                core.median(),
                core.min(),
                core.max(),
                1e3 / core.median());
    }

    /// What was measured with what.
    static ObjectNode json(Machine machine, PictureOptions options, int pictures) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("machine", machine.line())
                .put("pictures", pictures)
                .put("threads", options.threads())
                .put("rounds", options.rounds());
    }

    static ObjectNode json(String treatment, Rounds rounds) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.set("images_per_s", json(rounds.imagesPerS(treatment)));
        json.set("images_per_core_s", json(rounds.imagesPerCoreS(treatment)));
        return json;
    }

    static ObjectNode json(Spread spread) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("median", spread.median())
                .put("min", spread.min())
                .put("max", spread.max());
    }
}
