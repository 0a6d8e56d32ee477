package lotic.standalone.settings;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// How the values of settings are written: `7071`, `true`, `250ms`, `4GiB`, `drop`, `~/pictures`.
final class SettingText {

    private static final Pattern COUNT = Pattern.compile("(-?\\d+)\\s*(|KiB|MiB|GiB|TiB)");

    private SettingText() {}

    /// @throws IllegalArgumentException saying what would be understood, if the text is not of the
    ///   type
    static Object parse(Type type, String text) {
        return switch (type) {
            case ParameterizedType generic when generic.getRawType() == Optional.class ->
                    text.isEmpty()
                            ? Optional.empty()
                            : Optional.of(parse(generic.getActualTypeArguments()[0], text));
            case ParameterizedType generic when generic.getRawType() == List.class ->
                    Stream.of(text.split(",", -1))
                            .map(String::strip)
                            .filter(word -> !word.isEmpty())
                            .map(word -> parse(generic.getActualTypeArguments()[0], word))
                            .toList();
            case Class<?> plain -> parsePlain(plain, text.strip());
            default -> throw new AssertionError("no setting may be of type " + type);
        };
    }

    /// The text that [#parse] reads back as the value.
    static String print(Object value) {
        return switch (value) {
            case Optional<?> maybe -> maybe.map(SettingText::print).orElse("");
            case List<?> many ->
                    many.stream().map(SettingText::print).collect(Collectors.joining(","));
            case Enum<?> constant -> kebab(constant);
            case Duration span -> DurationText.print(span);
            default -> value.toString();
        };
    }

    private static Object parsePlain(Class<?> type, String text) {
        if (type == String.class) {
            return text;
        } else if (type == boolean.class) {
            return parseBoolean(text);
        } else if (type == int.class) {
            return Math.toIntExact(parseCount(text));
        } else if (type == short.class) {
            return Short.valueOf(text);
        } else if (type == long.class) {
            return parseCount(text);
        } else if (type == double.class) {
            return Double.valueOf(text);
        } else if (type == Duration.class) {
            return DurationText.parse(text);
        } else if (type == Path.class) {
            return parsePath(text);
        } else if (type == URI.class) {
            return URI.create(text);
        } else if (type.isEnum()) {
            return parseConstant(type, text);
        }
        throw new AssertionError("no setting may be of type " + type);
    }

    private static boolean parseBoolean(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("give true or false");
        };
    }

    private static long parseCount(String text) {
        Matcher matcher = COUNT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("give a whole number, such as 12 or 4GiB");
        }
        long unit =
                switch (matcher.group(2)) {
                    case "KiB" -> 1L << 10;
                    case "MiB" -> 1L << 20;
                    case "GiB" -> 1L << 30;
                    case "TiB" -> 1L << 40;
                    default -> 1;
                };
        return Math.multiplyExact(Long.parseLong(matcher.group(1)), unit);
    }

    private static Path parsePath(String text) {
        Path home = Path.of(System.getProperty("user.home"));
        if (text.equals("~")) {
            return home;
        }
        return text.startsWith("~/") ? home.resolve(text.substring(2)) : Path.of(text);
    }

    private static Object parseConstant(Class<?> type, String text) {
        List<Enum<?>> constants =
                Arrays.stream(type.getEnumConstants()).<Enum<?>>map(Enum.class::cast).toList();
        return constants.stream()
                .filter(constant -> kebab(constant).equals(text.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "give one of "
                                                + constants.stream()
                                                        .map(SettingText::kebab)
                                                        .collect(Collectors.joining(", "))));
    }

    private static String kebab(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
