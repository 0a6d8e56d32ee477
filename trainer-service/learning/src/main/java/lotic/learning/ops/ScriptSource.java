package lotic.learning.ops;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/// The growing text of a TorchScript class, in the dialect in which archives hold it: methods with
/// typed parameters, no imports, enumerations as numbers.
final class ScriptSource {

    private static final String HEAD =
            """
            class M(Module):
              __parameters__ = []
              __buffers__ = []
              training : bool
            """;

    private final String prelude;
    private final Map<String, Method> methods = new LinkedHashMap<>();
    private int variables;

    /// An empty class.
    ///
    /// @param prelude methods that every program may call
    ScriptSource(String prelude) {
        this.prelude = prelude;
    }

    /// Begins a method.
    ///
    /// @param parameters such as `x: Tensor`
    /// @param result such as `Tensor`
    Method begin(String name, String parameters, String result) {
        Method method =
                new Method(
                        "  def %s(self: __torch__.M, %s) -> %s:\n"
                                .formatted(name, parameters, result));
        if (methods.putIfAbsent(name, method) != null) {
            throw new IllegalStateException("method " + name + " is printed twice");
        }
        return method;
    }

    /// The whole class.
    @Override
    public String toString() {
        String printed =
                methods.values().stream().map(method -> method.text).collect(Collectors.joining());
        return HEAD + prelude.indent(2) + InPlace.of(printed);
    }

    /// The lines of one method.
    final class Method {
        private final StringBuilder text;
        private int depth = 2;

        private Method(String head) {
            text = new StringBuilder(head);
        }

        /// A variable that no line has yet.
        Expression fresh() {
            return Expression.of("v" + variables++);
        }

        /// A variable that holds the result of a call.
        Expression call(String function, Object... arguments) {
            return let(
                    Arrays.stream(arguments)
                            .map(String::valueOf)
                            .collect(Collectors.joining(", ", function + "(", ")")));
        }

        /// A variable that holds a value.
        Expression let(String code) {
            Expression variable = fresh();
            line(variable + " = " + code);
            return variable;
        }

        /// Gives a variable a value.
        void set(Expression variable, Expression value) {
            line(variable + " = " + value);
        }

        /// Adds a line.
        void line(String line) {
            text.append("  ".repeat(depth)).append(line).append('\n');
        }

        /// Adds lines below a line that ends with a colon.
        void block(String head, Runnable body) {
            line(head);
            depth++;
            int before = text.length();
            body.run();
            if (text.length() == before) {
                line("pass");
            }
            depth--;
        }
    }
}
