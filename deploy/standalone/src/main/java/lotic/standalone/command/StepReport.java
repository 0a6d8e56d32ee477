package lotic.standalone.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import lotic.benchmarks.StepFloor;
import lotic.benchmarks.StepProfile;
import lotic.benchmarks.StepProfile.Operation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Where a step's time goes, for people and for scripts.
final class StepReport {

    /// Operations that take less of the step are told together.
    private static final double SHARE_MIN = 0.01;

    private StepReport() {}

    static List<String> lines(StepProfile spent, StepFloor floor) {
        List<String> lines = new ArrayList<>();
        List<Operation> told =
                spent.operations().stream()
                        .filter(operation -> operation.ms() >= SHARE_MIN * spent.ms())
                        .toList();
        for (Operation operation : told) {
            lines.add(
                    line(operation.name(), operation.ms(), spent.ms())
                            + String.format(Locale.ROOT, "   %.0f calls", operation.calls()));
        }
        double rest = spent.ms() - told.stream().mapToDouble(Operation::ms).sum();
        lines.add(line("everything else", rest, spent.ms()));
        lines.add(
                String.format(
                        Locale.ROOT,
                        "floor: %.1f GFLOP at %.0f GFLOP/s take %.0f ms; %.2f GB of feature maps at"
                                + " %.1f GB/s take %.0f ms",
                        floor.gigaflop(),
                        floor.gigaflopPerS(),
                        floor.arithmeticMs(),
                        floor.gigabytes(),
                        floor.gigabytesPerS(),
                        floor.trafficMs()));
        return lines;
    }

    private static String line(String name, double ms, double all) {
        return String.format(Locale.ROOT, "%-36s %7.1f ms %5.1f %%", name, ms, 100 * ms / all);
    }

    static ArrayNode json(StepProfile spent) {
        ArrayNode json = JsonNodeFactory.instance.arrayNode();
        spent.operations()
                .forEach(
                        operation ->
                                json.addObject()
                                        .put("operation", operation.name())
                                        .put("ms", operation.ms())
                                        .put("calls", operation.calls()));
        return json;
    }

    static ObjectNode json(StepFloor floor) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("gigaflop", floor.gigaflop())
                .put("gigaflop_per_s", floor.gigaflopPerS())
                .put("arithmetic_ms", floor.arithmeticMs())
                .put("gigabytes", floor.gigabytes())
                .put("gigabytes_per_s", floor.gigabytesPerS())
                .put("traffic_ms", floor.trafficMs());
    }
}
