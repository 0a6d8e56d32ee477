package lotic.ingest.intake;

import lotic.schemas.ImageDigest;

import java.time.Duration;
import java.util.Optional;

/// The gate's answer about one image.
public sealed interface Receipt {

    /// The broker holds it.
    ///
    /// @param id of the submission
    record Acknowledged(String id, ImageDigest digest, SubmissionLog.Position place)
            implements Receipt {}

    /// It is not taken, or not now.
    ///
    /// @param status of HTTP
    /// @param code the rule's name, in kebab case
    /// @param detail in words, with value and limit
    /// @param retryAfter when another attempt makes sense; empty if the same bytes never pass
    record Refused(int status, String code, String detail, Optional<Duration> retryAfter)
            implements Receipt {}
}
