package lotic.registry.service.api;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Which bytes of a file a request asks for (RFC 9110, 14).
sealed interface FileRange {

    /// A single range; several at once are answered with the whole file.
    Pattern SINGLE = Pattern.compile("(?i:bytes)=([0-9]*)-([0-9]*)");

    /// Longer numbers are beyond any file.
    int DIGITS_MAX = 18;

    /// All bytes: nothing was asked, or something that is not understood and so ignored.
    record Whole() implements FileRange {}

    /// Some bytes.
    ///
    /// @param first from 0
    /// @param last the last one, within the file
    record Part(long first, long last) implements FileRange {

        long length() {
            return last - first + 1;
        }
    }

    /// None that the file has.
    record Unsatisfiable() implements FileRange {}

    /// Reads the header `Range`.
    ///
    /// @param size of the file, 1 or more
    static FileRange of(Optional<String> header, long size) {
        Matcher range = SINGLE.matcher(header.orElse(""));
        if (!range.matches()) {
            return new Whole();
        }
        String first = range.group(1);
        String last = range.group(2);
        if (first.isEmpty()) {
            return last.isEmpty() ? new Whole() : suffix(number(last), size);
        }
        return part(number(first), last.isEmpty() ? Long.MAX_VALUE : number(last), size);
    }

    private static FileRange suffix(long length, long size) {
        return length == 0 ? new Unsatisfiable() : new Part(Math.max(0, size - length), size - 1);
    }

    private static FileRange part(long first, long last, long size) {
        if (last < first) {
            return new Whole();
        }
        return first >= size ? new Unsatisfiable() : new Part(first, Math.min(last, size - 1));
    }

    private static long number(String digits) {
        return digits.length() > DIGITS_MAX ? Long.MAX_VALUE : Long.parseLong(digits);
    }
}
