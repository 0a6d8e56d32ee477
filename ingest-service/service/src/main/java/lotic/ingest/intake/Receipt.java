package lotic.ingest.intake;

import lotic.schemas.ImageDigest;

import java.time.Duration;
import java.util.Optional;

/// The gate's answer about one image.
public sealed interface Receipt {

    /// The broker holds it.
    ///
    /// @param id of the submission
    record Acknowledged(String id, ImageDigest digest, String topic, int partition, long offset)
            implements Receipt {}

    /// It is not taken, or not now.
    ///
    /// @param status of HTTP
    /// @param code the rule's name, in kebab case
    /// @param detail in words, with value and limit
    /// @param retryAfter when a further attempt makes sense; empty if the same bytes never pass
    record Refused(int status, String code, String detail, Optional<Duration> retryAfter)
            implements Receipt {

        static Refused forGood(int status, String code, String detail) {
            return new Refused(status, code, detail, Optional.empty());
        }

        static Refused forNow(int status, String code, String detail, Duration retryAfter) {
            return new Refused(status, code, detail, Optional.of(retryAfter));
        }
    }
}
