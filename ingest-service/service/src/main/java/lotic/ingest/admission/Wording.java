package lotic.ingest.admission;

import lotic.inspection.ImageFormat;
import lotic.inspection.Reason;
import lotic.schemas.Format;
import lotic.schemas.RejectionReason;

import java.util.Locale;

/// Inspection's words in the words of the records, and those in the words of HTTP.
public final class Wording {

    private Wording() {}

    /// The reason as it stands in a [lotic.schemas.Rejection].
    public static RejectionReason of(Reason reason) {
        return switch (reason) {
            case NOT_AN_IMAGE -> RejectionReason.NOT_AN_IMAGE;
            case UNSUPPORTED_FORMAT -> RejectionReason.UNSUPPORTED_FORMAT;
            case TOO_MANY_PIXELS -> RejectionReason.TOO_MANY_PIXELS;
            case TOO_SMALL -> RejectionReason.TOO_SMALL;
            case TRUNCATED -> RejectionReason.TRUNCATED;
            case CORRUPT -> RejectionReason.CORRUPT;
        };
    }

    /// The format as it stands in an [lotic.schemas.AdmittedImage].
    public static Format of(ImageFormat format) {
        return switch (format) {
            case JPEG -> Format.JPEG;
            case PNG -> Format.PNG;
            case WEBP -> Format.WEBP;
            case GIF -> Format.GIF;
            case BMP -> Format.BMP;
        };
    }

    /// The reason as it stands in URLs, bodies and metrics: `too-many-pixels`.
    public static String code(RejectionReason reason) {
        return reason.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
