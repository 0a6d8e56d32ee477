package lotic.learning.ops;

import lotic.learning.ops.ScriptSource.Method;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The segments of a loss of which only the inputs are kept ([Activations#RECOMPUTED]).
///
/// Each is run without recording, and what comes out of it begins a new graph. When the gradient is
/// taken it first reaches the parameters outside of segments and the outputs of the last ones. Then
/// each segment, the last one first, is run again on its inputs, with recording, and carries the
/// gradient of its outputs to its parameters and inputs. The list `t` holds the gradients of the
/// parameters and, behind them, of the segments' outputs.
///
/// All sums are made in the order in which one recorded graph makes them, the latest term first, so
/// that the bits are the same.
final class Recomputation {

    /// A segment that was run.
    ///
    /// @param prefix of its parameters' names
    /// @param first place of its first output in `t`
    private record Call(
            String title, String prefix, List<Expression> inputs, int first, int outputs) {}

    private final ScriptModule module;
    private final Method method;
    private final List<Call> calls = new ArrayList<>();
    private final List<Expression> outputs = new ArrayList<>();

    /// Where the gradients of segments' outputs are in `t`.
    private final Map<Expression, Integer> places = new HashMap<>();

    /// No segment yet.
    ///
    /// @param method of the loss
    Recomputation(ScriptModule module, Method method) {
        this.module = module;
        this.method = method;
    }

    /// Whether segments that are printed into a method are to be recomputed: those within others
    /// are not, their outer one is.
    boolean covers(Method one) {
        return module.activations() == Activations.RECOMPUTED && one == method;
    }

    /// Prints a segment's first run.
    ///
    /// @param title of its method
    /// @param prefix of its parameters' names
    /// @param count of its outputs
    List<Expression> run(String title, String prefix, List<Expression> inputs, int count) {
        for (Expression input : inputs) {
            if (!input.constant() && !places.containsKey(input)) {
                throw new IllegalStateException(
                        "the segment %s takes in what was made between segments; make it within one"
                                .formatted(prefix));
            }
        }
        method.line("torch.set_grad_enabled(False)");
        Expression result = method.let(call(title, inputs, "s"));
        method.line("torch.set_grad_enabled(True)");
        int first = module.layout().parameters().size() + outputs.size();
        calls.add(new Call(title, prefix, inputs, first, count));
        return IntStream.range(0, count).mapToObj(i -> cut(result + "[" + i + "]")).toList();
    }

    private Expression cut(String output) {
        Expression cut = method.let(leaf(output));
        places.put(cut, module.layout().parameters().size() + outputs.size());
        outputs.add(cut);
        return cut;
    }

    /// Prints how the gradients of a loss by the leaves in `w` come into the list `g`.
    void differentiate(Expression loss) {
        method.line(
                "t = torch.autograd.grad([%s], torch.add(w, %s), None, None, False, True)"
                        .formatted(loss, outputs));
        // A second run moves statistics that nobody reads.
        method.line("unread = self.copies(s0)");
        calls.reversed().forEach(this::runAgain);
        method.line("g = self.widened(t, torch.len(w))");
    }

    private void runAgain(Call call) {
        List<Expression> inputs = new ArrayList<>();
        List<Expression> differentiated = new ArrayList<>();
        List<Integer> targets = new ArrayList<>();
        for (Expression input : call.inputs()) {
            Integer place = places.get(input);
            if (place == null) {
                inputs.add(input);
            } else {
                Expression again = method.let(leaf(input.code()));
                inputs.add(again);
                differentiated.add(again);
                targets.add(place);
            }
        }
        List<Slot> parameters = module.layout().parameters();
        IntStream.range(0, parameters.size())
                .filter(i -> parameters.get(i).name().startsWith(call.prefix()))
                .forEach(
                        i -> {
                            differentiated.add(Expression.of("w[" + i + "]"));
                            targets.add(i);
                        });
        String outputs = call(call.title(), inputs, "unread");
        method.line(
                "self.back(%s, t, %d, %s, %s)"
                        .formatted(outputs, call.first(), differentiated, targets));
    }

    private static String call(String title, List<Expression> inputs, String statistics) {
        List<String> arguments =
                Stream.concat(
                                inputs.stream().map(Expression::code),
                                Stream.of("w", statistics, "h"))
                        .toList();
        return "self.%s(%s)".formatted(title, String.join(", ", arguments));
    }

    private static String leaf(String tensor) {
        return "torch.detach(%s).requires_grad_(True)".formatted(tensor);
    }
}
