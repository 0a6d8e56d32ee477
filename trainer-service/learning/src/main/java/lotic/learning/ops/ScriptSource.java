package lotic.learning.ops;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The growing text of a TorchScript class, in the dialect in which archives hold it: methods with
/// typed parameters, no imports, enumerations as numbers.
final class ScriptSource {

    private final Map<String, Method> methods = new LinkedHashMap<>();
    private int variables;

    /// A method if it was begun before.
    Optional<Method> method(String name) {
        return Optional.ofNullable(methods.get(name));
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
        methods.put(name, method);
        return method;
    }

    /// A name that no other variable has.
    String fresh() {
        return "v" + variables++;
    }

    /// The whole class.
    @Override
    public String toString() {
        StringBuilder text =
                new StringBuilder(
                        """
                        class M(Module):
                          __parameters__ = []
                          __buffers__ = []
                          training : bool
                        """);
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
        void line(String format, Object... values) {
            text.append("  ".repeat(depth)).append(format.formatted(values)).append('\n');
        }

        /// Adds lines below a line that ends with a colon.
        void block(String head, Runnable body) {
            line("%s", head);
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
