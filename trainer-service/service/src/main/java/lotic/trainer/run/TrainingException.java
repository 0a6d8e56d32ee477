package lotic.trainer.run;

/// A run cannot go on. The message is a sentence for the operator: what happened, to what, and what
/// to do.
public final class TrainingException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final Reason reason;

    /// What kind of end this is; callers differ by it in exit code and in whether a restart helps.
    public enum Reason {
        /// A second trainer of the same run took over. This one must end at once (exit code 75).
        FENCED,
        /// What was asked for is not what the run's state was made with.
        OTHER_SETTINGS,
        /// The journal no longer reaches back to the checkpoint, or does not fit to it.
        JOURNAL_GAP,
        /// A followed step came out differently.
        OTHER_BITS,
        /// Records that a journalled plan needs are gone or changed.
        RECORDS_GONE,
        /// The image topic ends before the cursor, or is another topic of the same name.
        LOG_TRUNCATED,
        /// No broker answers.
        BROKER_AWAY,
        /// A limit is too small for the recipe.
        LIMIT,
        /// The data folder cannot be written or read.
        DISK,
        /// The trainer was asked to end and something was still at work when patience ended.
        UNFINISHED,
        /// A fault of the program.
        BUG
    }

    public TrainingException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public TrainingException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    /// What happened, to what, and what to do.
    public String sentence() {
        return String.valueOf(getMessage());
    }

    /// What kind of end this is.
    public Reason reason() {
        return reason;
    }
}
