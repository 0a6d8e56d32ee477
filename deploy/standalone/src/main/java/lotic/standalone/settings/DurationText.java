package lotic.standalone.settings;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How times are written: `250ms`, `5s`, `10m`, `24h`, `7d`.
public final class DurationText {

    private static final Pattern SPAN = Pattern.compile("(\\d+)\\s*(ms|s|m|h|d)");

    private DurationText() {}

    /// Reads a time.
    ///
    /// @throws IllegalArgumentException saying what would be understood
    public static Duration parse(String text) {
        Matcher matcher = SPAN.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("give a time, such as 250ms, 5s, 10m, 24h or 7d");
        }
        long count = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(count);
            case "s" -> Duration.ofSeconds(count);
            case "m" -> Duration.ofMinutes(count);
            case "h" -> Duration.ofHours(count);
            default -> Duration.ofDays(count);
        };
    }

    /// The text that [#parse] reads back, in the largest unit that holds it.
    static String print(Duration span) {
        if (span.toMillisPart() != 0) {
            return span.toMillis() + "ms";
        } else if (span.toSecondsPart() != 0 || span.isZero()) {
            return span.toSeconds() + "s";
        } else if (span.toMinutesPart() != 0) {
            return span.toMinutes() + "m";
        }
        return span.toHoursPart() != 0 ? span.toHours() + "h" : span.toDays() + "d";
    }
}
