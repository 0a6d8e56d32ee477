package lotic.ingest;

import lotic.ingest.admission.AdmissionRules;
import lotic.ingest.admission.Duplicates;
import lotic.inspection.PixelLimit;
import lotic.schemas.Limits;

import java.nio.file.Path;
import java.time.Duration;

/// What an operator may decide about the ingest service.
///
/// @param host address to listen on; anything but loopback is refused while there are no tokens
/// @param port of the HTTP gate; 0 takes any free one
/// @param dataFolder what admission remembers; locked while the service runs
/// @param instance name of this instance in its group: the same at each start, and no other's, so
///   that a restart needs no rebalance
/// @param maxImageBytes the largest image, in bytes, at most [Limits#IMAGE_BYTES_MAX]
/// @param maxPixels of one frame
/// @param maxSide of the longer side, in pixels
/// @param minSide of the shorter side, in pixels
/// @param maxFrames of an animation
/// @param inFlightBytesMax bytes of images between their first byte's arrival and the broker's
///   acknowledgement; past it the gate answers 429
/// @param ackTimeout how long the broker may take to acknowledge an image
/// @param duplicates what becomes of bytes that were admitted before
/// @param duplicateWindow how long bytes and submission ids are remembered
/// @param admissionThreads that examine submissions
/// @param freeDiskBytesMin space that must be left where the data folder is; below it the gate
///   answers 503, since a broker on the same disk ends its process when it is full; 0 does not look
public record IngestSettings(
        String host,
        int port,
        Path dataFolder,
        String instance,
        int maxImageBytes,
        long maxPixels,
        int maxSide,
        int minSide,
        int maxFrames,
        long inFlightBytesMax,
        Duration ackTimeout,
        Duplicates duplicates,
        Duration duplicateWindow,
        int admissionThreads,
        long freeDiskBytesMin) {

    private static final int ADMISSION_THREADS_MAX = 64;

    public IngestSettings {
        require(port >= 0 && port <= 65_535, "port", port, "give 0 to 65535");
        require(
                instance.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,95}"),
                "instance",
                instance,
                "give 1 to 96 letters, digits, dots, dashes, underscores");
        require(
                maxImageBytes > 0 && maxImageBytes <= Limits.IMAGE_BYTES_MAX,
                "max-image-bytes",
                maxImageBytes,
                "give 1 to " + Limits.IMAGE_BYTES_MAX);
        require(maxPixels > 0, "max-pixels", maxPixels, "give 1 or more");
        require(minSide > 0, "min-side", minSide, "give 1 or more");
        require(maxSide >= minSide, "max-side", maxSide, "give at least ingest.min-side");
        require(maxFrames > 0, "max-frames", maxFrames, "give 1 or more");
        require(
                inFlightBytesMax >= maxImageBytes,
                "in-flight-bytes-max",
                inFlightBytesMax,
                "give at least ingest.max-image-bytes, or the largest image never gets in");
        require(isPositive(ackTimeout), "ack-timeout", ackTimeout, "give more than 0 seconds");
        require(
                duplicateWindow.compareTo(Duration.ofMinutes(1)) >= 0,
                "duplicate-window",
                duplicateWindow,
                "give 1 minute or more");
        require(
                admissionThreads > 0 && admissionThreads <= ADMISSION_THREADS_MAX,
                "admission-threads",
                admissionThreads,
                "give 1 to " + ADMISSION_THREADS_MAX);
        require(freeDiskBytesMin >= 0, "free-disk-bytes-min", freeDiskBytesMin, "give 0 or more");
    }

    /// For one machine.
    public static IngestSettings defaults(Path dataFolder) {
        PixelLimit pixels = PixelLimit.standard();
        return new IngestSettings(
                "127.0.0.1",
                7071,
                dataFolder,
                "ingest",
                Limits.IMAGE_BYTES_MAX,
                pixels.pixelsMax(),
                pixels.sideMax(),
                pixels.sideMin(),
                pixels.framesMax(),
                64L << 20,
                Duration.ofSeconds(30),
                Duplicates.DROP,
                Duration.ofHours(24),
                1,
                1L << 30);
    }

    /// The bounds of a picture.
    public PixelLimit pixelLimit() {
        return new PixelLimit(maxPixels, maxSide, minSide, maxFrames);
    }

    /// What admission goes by.
    public AdmissionRules admissionRules() {
        return new AdmissionRules(pixelLimit(), duplicates, duplicateWindow);
    }

    private static boolean isPositive(Duration duration) {
        return !duration.isZero() && !duration.isNegative();
    }

    private static void require(boolean holds, String key, Object value, String remedy) {
        if (!holds) {
            throw new IllegalArgumentException("ingest.%s is %s; %s".formatted(key, value, remedy));
        }
    }
}
