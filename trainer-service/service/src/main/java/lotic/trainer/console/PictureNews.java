package lotic.trainer.console;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;

import lotic.trainer.pictures.Picture;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/// A picture as JSON.
///
/// @param sequence counts the pictures that were kept
/// @param partition of the image topic
/// @param offset of the record
/// @param sha256 of the file
/// @param step whose plan took it
/// @param fate trained, held-out or skipped
/// @param detail why it was skipped
/// @param label its class, if it is held out and has one
/// @param bytes of the file
/// @param seenAt when the plan took it
@Serdeable(naming = SnakeCaseStrategy.class)
public record PictureNews(
        long sequence,
        int partition,
        long offset,
        String sha256,
        long step,
        String fate,
        Optional<String> detail,
        Optional<String> label,
        int bytes,
        Instant seenAt) {

    /// Tells of a picture.
    public static PictureNews of(Picture picture) {
        return new PictureNews(
                picture.sequence(),
                picture.partition(),
                picture.offset(),
                picture.sha256(),
                picture.step(),
                picture.fate().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                picture.detail(),
                picture.label(),
                picture.file().length,
                picture.seenAt());
    }
}
