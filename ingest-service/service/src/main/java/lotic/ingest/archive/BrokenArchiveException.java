package lotic.ingest.archive;

import java.io.IOException;

/// A stream is no tar archive, or not to its end.
public final class BrokenArchiveException extends IOException {

    private static final long serialVersionUID = 1L;

    private final String reason;

    BrokenArchiveException(String reason) {
        super(reason);
        this.reason = reason;
    }

    /// What is wrong, in words.
    public String reason() {
        return reason;
    }
}
