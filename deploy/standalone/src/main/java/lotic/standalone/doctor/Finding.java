package lotic.standalone.doctor;

/// One thing that was looked at.
///
/// @param grade how it is
/// @param subject what was looked at, such as `memory`
/// @param fact what was found
/// @param advice what to do about it; empty if there is nothing to do
public record Finding(Grade grade, String subject, String fact, String advice) {

    /// How a thing is.
    public enum Grade {
        /// As it should be.
        GOOD,
        /// It works, and could be better.
        NOTE,
        /// Something will not work.
        BAD
    }

    static Finding good(String subject, String fact) {
        return new Finding(Grade.GOOD, subject, fact, "");
    }

    static Finding note(String subject, String fact, String advice) {
        return new Finding(Grade.NOTE, subject, fact, advice);
    }

    static Finding bad(String subject, String fact, String advice) {
        return new Finding(Grade.BAD, subject, fact, advice);
    }
}
