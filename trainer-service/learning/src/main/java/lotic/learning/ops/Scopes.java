package lotic.learning.ops;

/// Names below names.
final class Scopes {

    private Scopes() {}

    /// A scope below another, as [Ops#in] says.
    static String below(String scope, String name) {
        return scope + name + (name.endsWith("/") ? "" : ".");
    }
}
