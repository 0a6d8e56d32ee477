package lotic.trainer.run;

import java.time.Duration;
import java.util.Locale;

/// Numbers and names as people read them.
public final class Words {

    private Words() {}

    /// `5.6 s`, `4 min`, `3 h`, `7.1 days`.
    public static String duration(Duration duration) {
        double seconds = duration.toMillis() / 1000.0;
        if (seconds < 120) {
            return String.format(Locale.ROOT, "%.1f s", seconds);
        }
        if (seconds < 2 * 3600) {
            return String.format(Locale.ROOT, "%.0f min", seconds / 60);
        }
        return seconds < 48 * 3600
                ? String.format(Locale.ROOT, "%.0f h", seconds / 3600)
                : String.format(Locale.ROOT, "%.1f days", seconds / 86_400);
    }

    /// `1 204 511`.
    public static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count).replace(',', ' ');
    }

    /// A name from code as it stands in JSON: `RATE_HALVED` becomes `rate-halved`.
    public static String kebab(Enum<?> name) {
        return name.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
