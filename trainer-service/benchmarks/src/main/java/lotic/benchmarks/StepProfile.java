package lotic.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Where the time of steps goes, by operation of the engine.
///
/// @param operations by their own time, without that of operations which they call; most first
/// @param ms own time of all together, per step
public record StepProfile(List<Operation> operations, double ms) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NAMESPACE = "aten::";

    /// One kind of operation.
    ///
    /// @param name the engine's
    /// @param ms own time, per step
    /// @param calls per step
    public record Operation(String name, double ms, double calls) {}

    private record Span(String name, long thread, double start, double end) {}

    public StepProfile {
        operations = List.copyOf(operations);
    }

    /// Reads a record in Chrome's trace format, times in microseconds.
    ///
    /// @param steps how many it holds
    public static StepProfile read(Path trace, int steps) throws IOException {
        Map<String, double[]> sums = new HashMap<>();
        Map<Long, Deque<Span>> open = new HashMap<>();
        for (Span span : spans(trace)) {
            Deque<Span> callers = open.computeIfAbsent(span.thread(), _ -> new ArrayDeque<>());
            while (!callers.isEmpty() && callers.peek().end() <= span.start()) {
                callers.pop();
            }
            double length = span.end() - span.start();
            if (!callers.isEmpty()) {
                sum(sums, callers.peek())[0] -= length;
            }
            double[] own = sum(sums, span);
            own[0] += length;
            own[1]++;
            callers.push(span);
        }
        List<Operation> operations =
                sums.entrySet().stream()
                        .map(
                                sum ->
                                        new Operation(
                                                sum.getKey(),
                                                sum.getValue()[0] / 1e3 / steps,
                                                sum.getValue()[1] / steps))
                        .sorted(Comparator.comparingDouble(Operation::ms).reversed())
                        .toList();
        return new StepProfile(operations, operations.stream().mapToDouble(Operation::ms).sum());
    }

    private static double[] sum(Map<String, double[]> sums, Span span) {
        return sums.computeIfAbsent(span.name(), _ -> new double[2]);
    }

    /// Callers before those whom they call.
    private static List<Span> spans(Path trace) throws IOException {
        JsonNode tree = JSON.readTree(trace.toFile());
        List<Span> spans = new ArrayList<>();
        for (JsonNode event : tree.isArray() ? tree : tree.path("traceEvents")) {
            if (event.path("ph").asText().equals("X")) {
                double start = event.path("ts").asDouble();
                String name = event.path("name").asText();
                spans.add(
                        new Span(
                                name.startsWith(NAMESPACE)
                                        ? name.substring(NAMESPACE.length())
                                        : name,
                                event.path("tid").asLong(),
                                start,
                                start + event.path("dur").asDouble()));
            }
        }
        spans.sort(
                Comparator.comparingDouble(Span::start)
                        .thenComparing(Comparator.comparingDouble(Span::end).reversed()));
        return spans;
    }
}
