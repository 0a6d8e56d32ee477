package lotic.registry.format;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// What models, aliases and the files of versions may be called, such that every name is a plain
/// file name on POSIX and on Windows alike, and a plain path segment of a URL.
public final class Names {

    /// Segments of a file's path, at most.
    public static final int PATH_SEGMENTS_MAX = 8;

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,95}");
    private static final String NAME_RULE =
            "use 1 to 96 letters, digits, dots, dashes and underscores, the first a letter or"
                    + " digit";

    /// Names that Windows gives to devices, whatever follows the first dot (Microsoft, "Naming
    /// Files, Paths, and Namespaces").
    private static final Pattern WINDOWS_DEVICE =
            Pattern.compile("(con|prn|aux|nul|com[0-9]|lpt[0-9])(\\..*)?");

    /// First segments that the registry's addresses use themselves, now or for the Hub protocol.
    private static final Set<String> RESERVED =
            Set.of("api", "v2", "datasets", "spaces", "health", "metrics", "prometheus", "assets");

    /// Endings that the Hub's clients refuse in a repository's name.
    private static final List<String> HUB_REFUSES = List.of(".git", ".ipynb");

    /// What would be read as a number or a commit, and the Hub's own names for `latest`.
    private static final Pattern NO_ALIAS = Pattern.compile("v?[0-9]+|[0-9a-f]+|sha256|main|head");

    private static final int SHOWN_CHARS = 100;

    private Names() {}

    /// Checks the name of a model, or of a run, which names its model.
    ///
    /// @return the name
    /// @throws FormatException if it breaks the rules
    public static String model(String name) {
        requireName("model name", name);
        String lower = name.toLowerCase(Locale.ROOT);
        if (RESERVED.contains(lower)) {
            throw refused("model name", name, "is used by the registry itself; take another");
        }
        if (name.contains("--") || name.contains("..") || name.endsWith("-")) {
            throw refused("model name", name, "has --, .. or a dash at its end; leave them out");
        }
        for (String ending : HUB_REFUSES) {
            if (lower.endsWith(ending)) {
                throw refused("model name", name, "ends in " + ending + "; take another");
            }
        }
        return name;
    }

    /// Checks the name of an alias. What reads as a number or a digest cannot be one.
    ///
    /// @return the name
    /// @throws FormatException if it breaks the rules
    public static String alias(String name) {
        requireName("alias", name);
        if (NO_ALIAS.matcher(name.toLowerCase(Locale.ROOT)).matches()) {
            throw refused("alias", name, "means a number, a digest or latest; take another");
        }
        return name;
    }

    /// Checks the path of a file inside a version: names separated by forward slashes.
    ///
    /// @return the path
    /// @throws FormatException if it breaks the rules
    public static String path(String path) {
        String[] segments = path.split("/", -1);
        if (segments.length > PATH_SEGMENTS_MAX) {
            throw refused("path", path, "has more than " + PATH_SEGMENTS_MAX + " segments");
        }
        for (String segment : segments) {
            requireName("path", segment);
        }
        return path;
    }

    /// Text from outside as an error message may show it: short, without control characters.
    public static String shown(String text) {
        String printable = text.replaceAll("[^\\x20-\\x7e]", "?");
        return printable.length() <= SHOWN_CHARS
                ? printable
                : printable.substring(0, SHOWN_CHARS) + "…";
    }

    private static void requireName(String what, String name) {
        if (!NAME.matcher(name).matches()) {
            throw refused(what, name, "is not a name: " + NAME_RULE);
        }
        if (name.endsWith(".")) {
            throw refused(what, name, "ends with a dot, which Windows drops");
        }
        if (WINDOWS_DEVICE.matcher(name.toLowerCase(Locale.ROOT)).matches()) {
            throw refused(what, name, "is the name of a device on Windows");
        }
    }

    private static FormatException refused(String what, String name, String why) {
        return new FormatException(
                FormatException.Reason.NAME, "%s \"%s\" %s".formatted(what, shown(name), why));
    }
}
