package lotic.registry.format;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Which version of which model: `demo`, `demo@37`, `demo@v37`, `demo@stable`, `demo@sha256:9f3c…`.
///
/// @param model see [Names#model]
/// @param selector which of its versions; a bare model name means the alias `latest`
public record VersionRef(String model, Selector selector) {

    /// Which version of a model.
    public sealed interface Selector {

        /// Reads `37`, `v37`, `stable` or `sha256:9f3c…`.
        ///
        /// @throws FormatException if it is none of these
        static Selector parse(String text) {
            return VersionRef.parseSelector(text);
        }
    }

    /// By number: always the same version.
    ///
    /// @param number from 1
    public record ByNumber(long number) implements Selector {

        @Override
        public String toString() {
            return Long.toString(number);
        }
    }

    /// By a name that moves.
    ///
    /// @param name see [Names#alias]
    public record ByAlias(String name) implements Selector {

        /// The newest version.
        public static final ByAlias LATEST = new ByAlias("latest");

        public ByAlias {
            Names.alias(name);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /// By content id: always the same version, once it is unique.
    ///
    /// @param digits the first 7 to 64 hexadecimal digits
    public record ByContent(String digits) implements Selector {

        @Override
        public String toString() {
            return CONTENT + digits;
        }
    }

    private static final String CONTENT = "sha256:";
    private static final Pattern NUMBER = Pattern.compile("v?([1-9][0-9]{0,17})");
    private static final Pattern DIGITS = Pattern.compile("[0-9a-f]{7,64}");

    public VersionRef {
        Names.model(model);
    }

    /// Reads what a person writes.
    ///
    /// @throws FormatException if it is not written as above
    public static VersionRef parse(String text) {
        int at = text.indexOf('@');
        return at < 0
                ? new VersionRef(text, ByAlias.LATEST)
                : new VersionRef(text.substring(0, at), parseSelector(text.substring(at + 1)));
    }

    @Override
    public String toString() {
        return model + "@" + selector;
    }

    private static Selector parseSelector(String text) {
        if (text.startsWith(CONTENT)) {
            String digits = text.substring(CONTENT.length());
            if (!DIGITS.matcher(digits).matches()) {
                throw new FormatException(
                        FormatException.Reason.NAME,
                        "\"%s\" names no version: give 7 to 64 lower-case hexadecimal digits"
                                .formatted(Names.shown(text)));
            }
            return new ByContent(digits);
        }
        Matcher number = NUMBER.matcher(text);
        return number.matches() ? new ByNumber(Long.parseLong(number.group(1))) : new ByAlias(text);
    }
}
