package lotic.learning.ops;

import java.util.LinkedHashMap;
import java.util.Map;

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

    /// A name that no other variable has.
    String fresh() {
        return "v" + variables++;
    }

    /// The whole class.
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(HEAD).append(prelude.indent(2));
        methods.values().forEach(method -> text.append(method.text));
        return text.toString();
    }

    /// The lines of one method.
    static final class Method {
        private final StringBuilder text;
        private int depth = 2;

        private Method(String head) {
            text = new StringBuilder(head);
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
