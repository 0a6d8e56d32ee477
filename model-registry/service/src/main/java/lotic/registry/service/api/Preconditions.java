package lotic.registry.service.api;

import io.micronaut.http.HttpHeaders;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Whether a request still wants what it asks for, by entity tags (RFC 9110, 13). Files have strong
/// tags and no dates.
enum Preconditions {
    /// The request goes on.
    HOLD,
    /// The client has the bytes: 304.
    NOT_MODIFIED,
    /// The client wants other bytes: 412.
    FAILED;

    private static final Pattern TAG = Pattern.compile("(W/)?(\"[^\"]*\")");

    /// Judges If-Match, then If-None-Match.
    ///
    /// @param tag strong, with its quotes
    static Preconditions of(HttpHeaders headers, String tag) {
        Optional<String> match = headers.findFirst(HttpHeaders.IF_MATCH);
        if (match.isPresent() && !names(match.get(), tag, true)) {
            return FAILED;
        }
        Optional<String> noneMatch = headers.findFirst(HttpHeaders.IF_NONE_MATCH);
        return noneMatch.isPresent() && names(noneMatch.get(), tag, false) ? NOT_MODIFIED : HOLD;
    }

    /// The range that is asked for: none if If-Range names other bytes, or names them weakly.
    static Optional<String> range(HttpHeaders headers, String tag) {
        Optional<String> condition = headers.findFirst(HttpHeaders.IF_RANGE);
        return condition.isEmpty() || condition.get().strip().equals(tag)
                ? headers.findFirst(HttpHeaders.RANGE)
                : Optional.empty();
    }

    private static boolean names(String header, String tag, boolean strongly) {
        if (header.strip().equals("*")) {
            return true;
        }
        for (Matcher tags = TAG.matcher(header); tags.find(); ) {
            if (tags.group(2).equals(tag) && !(strongly && tags.group(1) != null)) {
                return true;
            }
        }
        return false;
    }
}
