package lotic.learning.recipe;

/// The wording in which a recipe's value is refused: its key, what it is, what would do.
final class Setting {

    private Setting() {}

    static IllegalArgumentException wrong(String key, Object value, String give) {
        return new IllegalArgumentException(key + " is " + value + "; give " + give);
    }

    static void isAtLeast(long least, String key, long value, String example) {
        if (value < least) {
            throw wrong(key, value, least + " or more (" + example + ")");
        }
    }

    static void isAbove0(String key, double value, String example) {
        if (!(value > 0) || Double.isInfinite(value)) { // also refuses NaN
            throw wrong(key, value, "a number above 0 (" + example + ")");
        }
    }

    static void isShare(String key, double value, String example) {
        if (!(value >= 0 && value < 1)) { // also refuses NaN
            throw wrong(key, value, "0 or more and below 1 (" + example + ")");
        }
    }

    static void isFrom0(String key, double value, String example) {
        if (!(value >= 0) || Double.isInfinite(value)) {
            throw wrong(key, value, "0 or a number above it (" + example + ")");
        }
    }
}
