package lotic.registry.client;

import java.time.Duration;

/// How long a client waits and how much it does at once.
///
/// @param connect until a connection stands
/// @param answer until an answer begins, a long poll's own wait not counted; and once more until
///   one in JSON is whole
/// @param stall without a byte before a transfer is given up; a download is resumed, an upload
///   begins again
/// @param attemptsMax of one request before the registry counts as away; a download's count starts
///   again whenever bytes arrived
/// @param pauseFirst the longest pause before the second attempt; doubles with each
/// @param pauseMax the longest pause of all
/// @param transfersMax files of one pull that are fetched at once
public record ClientLimits(
        Duration connect,
        Duration answer,
        Duration stall,
        int attemptsMax,
        Duration pauseFirst,
        Duration pauseMax,
        int transfersMax) {

    /// What a client takes that is not told otherwise.
    public static final ClientLimits STANDARD =
            new ClientLimits(
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(20),
                    5,
                    Duration.ofMillis(200),
                    Duration.ofSeconds(10),
                    4);

    /// The longest answer in JSON, in bytes.
    static final int ANSWER_BYTES_MAX = 64 << 20;

    /// The slowest disk of a registry that counts as alive: an upload is answered once its bytes
    /// are on it.
    static final int REGISTRY_DISK_BYTES_PER_SECOND_MIN = 8 << 20;

    public ClientLimits {
        if (attemptsMax < 1 || transfersMax < 1) {
            throw new IllegalArgumentException(
                    "attemptsMax is %d, transfersMax %d; give 1 or more"
                            .formatted(attemptsMax, transfersMax));
        }
    }

    /// How long an answer in JSON may take until it is whole.
    ///
    /// @param wait of a long poll
    Duration wholeAnswer(Duration wait) {
        return answer.multipliedBy(2).plus(wait);
    }

    /// How long the answer to an upload may take once its last byte was sent.
    Duration durable(long uploadBytes) {
        return wholeAnswer(Duration.ofSeconds(uploadBytes / REGISTRY_DISK_BYTES_PER_SECOND_MIN));
    }
}
