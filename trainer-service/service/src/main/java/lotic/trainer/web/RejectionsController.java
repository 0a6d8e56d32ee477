package lotic.trainer.web;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.exceptions.HttpStatusException;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;

import lotic.pixels.Thumbnail;
import lotic.pixels.UndecodableImageException;
import lotic.schemas.Rejection;
import lotic.schemas.RejectionReason;
import lotic.trainer.rejected.RejectedRecord;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// `GET /v1/rejections`: the newest records that admission turned away, and what can be shown of
/// them.
@Controller("/v1/rejections")
@ExecuteOn(TaskExecutors.VIRTUAL)
final class RejectionsController {

    private static final int THUMBNAIL_SIDE = 96;

    private final Console console;

    RejectionsController(TrainerHttp.View view) {
        this.console = view.console();
    }

    /// The newest rejections.
    ///
    /// @param rejections newest first
    @Serdeable
    record Rejections(List<Told> rejections) {}

    /// A rejection.
    ///
    /// @param offset in the topic of rejections
    /// @param reason which rule turned it away, such as truncated
    /// @param detail the rule's finding in words
    /// @param sha256 of its bytes
    /// @param size in bytes
    /// @param sourceUri where the sender had it from
    /// @param producer the sender's name
    /// @param rejectedAt when
    /// @param thumbnail path of what can be shown of it
    @Serdeable(naming = SnakeCaseStrategy.class)
    record Told(
            long offset,
            String reason,
            String detail,
            String sha256,
            long size,
            Optional<String> sourceUri,
            Optional<String> producer,
            Instant rejectedAt,
            Optional<String> thumbnail) {

        static Told of(RejectedRecord record) {
            Rejection rejection = record.rejection();
            return new Told(
                    record.offset(),
                    rejection.getReason().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                    rejection.getDetail(),
                    HexFormat.of().formatHex(rejection.getDigest().bytes()),
                    rejection.getSize(),
                    rejection.getSourceUri(),
                    rejection.getProducer(),
                    rejection.getRejectedAt(),
                    mayBeDecoded(rejection.getReason())
                            ? Optional.of("/v1/rejections/%d/thumbnail".formatted(record.offset()))
                            : Optional.empty());
        }
    }

    /// What contradicts its format or is larger than it may be never reaches a native decoder.
    private static boolean mayBeDecoded(RejectionReason reason) {
        return switch (reason) {
            case TRUNCATED, TOO_SMALL, WRONG_KEY, BAD_FIELD -> true;
            case NOT_AN_IMAGE,
                    UNSUPPORTED_FORMAT,
                    TOO_LARGE,
                    TOO_MANY_PIXELS,
                    CORRUPT,
                    UNREADABLE_RECORD,
                    UNKNOWN ->
                    false;
        };
    }

    @Get
    Rejections rejections() {
        return new Rejections(console.rejections().get().stream().map(Told::of).toList());
    }

    @Get("/{offset}/thumbnail")
    HttpResponse<byte[]> thumbnail(long offset) {
        Rejection rejection =
                console.rejections().get().stream()
                        .filter(each -> each.offset() == offset)
                        .findFirst()
                        .map(RejectedRecord::rejection)
                        .filter(each -> mayBeDecoded(each.getReason()))
                        .orElseThrow(() -> notFound("there is no picture of rejection " + offset));
        try {
            byte[] small =
                    console.thumbnails()
                            .get(
                                    "rejection " + offset,
                                    () -> Thumbnail.jpeg(bytes(rejection), THUMBNAIL_SIDE));
            return HttpResponse.ok(small)
                    .contentType(MediaType.IMAGE_JPEG_TYPE)
                    .header("Cache-Control", "no-store");
        } catch (UndecodableImageException noPicture) {
            throw notFound("nothing can be seen of it: " + noPicture.getMessage());
        }
    }

    private static byte[] bytes(Rejection rejection) {
        ByteBuffer head = rejection.getHead().duplicate();
        byte[] bytes = new byte[head.remaining()];
        head.get(bytes);
        return bytes;
    }

    private static HttpStatusException notFound(String detail) {
        return new HttpStatusException(HttpStatus.NOT_FOUND, detail);
    }
}
