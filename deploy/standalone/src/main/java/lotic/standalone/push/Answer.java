package lotic.standalone.push;

import java.time.Duration;

/// What the ingest service says to a picture.
public sealed interface Answer {

    /// The broker has it.
    record Accepted() implements Answer {}

    /// It will never be taken.
    ///
    /// @param code such as `truncated-jpeg`
    /// @param detail the finding: value and limit
    record Refused(String code, String detail) implements Answer {}

    /// Not now.
    ///
    /// @param retryAfter when to ask again
    /// @param why in words
    record Busy(Duration retryAfter, String why) implements Answer {}
}
