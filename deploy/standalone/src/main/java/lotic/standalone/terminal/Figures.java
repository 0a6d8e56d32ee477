package lotic.standalone.terminal;

import java.time.Duration;
import java.util.Locale;

/// Numbers as people read them: `12 000`, `12.3 MB`, `1:05`, `41.2 %`.
public final class Figures {

    private static final String FULL = "━";
    private static final String EMPTY = "─";
    private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB"};

    private Figures() {}

    /// Thousands apart.
    public static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count).replace(',', ' ');
    }

    /// Three digits or so, in decimal units.
    public static String bytes(long bytes) {
        int unit = 0;
        double value = (double) bytes;
        while (value >= 1000 && unit < UNITS.length - 1) {
            value /= 1000;
            unit++;
        }
        String format = unit == 0 || value >= 100 ? "%.0f %s" : "%.1f %s";
        return String.format(Locale.ROOT, format, value, UNITS[unit]);
    }

    /// Minutes and seconds, hours before them if there are any.
    public static String clock(Duration duration) {
        return duration.toHours() > 0
                ? String.format(
                        Locale.ROOT,
                        "%d:%02d:%02d",
                        duration.toHours(),
                        duration.toMinutesPart(),
                        duration.toSecondsPart())
                : String.format(
                        Locale.ROOT, "%d:%02d", duration.toMinutes(), duration.toSecondsPart());
    }

    /// How long ago or how long, in the largest unit that fits.
    public static String span(Duration duration) {
        if (duration.toSeconds() < 1) {
            return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
        } else if (duration.toSeconds() < 100) {
            return duration.toSeconds() + " s";
        } else if (duration.toMinutes() < 100) {
            return duration.toMinutes() + " min";
        }
        return duration.toHours() < 48 ? duration.toHours() + " h" : duration.toDays() + " days";
    }

    /// Of a hundred, to a tenth.
    ///
    /// @param share 0 to 1
    public static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    /// A bar of so many characters.
    ///
    /// @param share 0 to 1; outside it is cut
    public static String bar(double share, int width) {
        int full = (int) Math.round(Math.clamp(share, 0, 1) * width);
        return FULL.repeat(full) + EMPTY.repeat(width - full);
    }
}
