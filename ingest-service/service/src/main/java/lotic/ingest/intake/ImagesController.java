package lotic.ingest.intake;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/// `POST /v1/images`: one image, the raw bytes of the body.
@Controller("/v1/images")
final class ImagesController {

    private static final Duration BUSY_RETRY = Duration.ofSeconds(1);

    private final Gate gate;
    private final BodyReader reader;

    ImagesController(Gate gate, BodyReader reader) {
        this.gate = gate;
        this.reader = reader;
    }

    @Post
    @Consumes(MediaType.ALL)
    @ExecuteOn(TaskExecutors.VIRTUAL)
    HttpResponse<?> submit(HttpRequest<?> request, @Nullable @Body InputStream body)
            throws IOException {
        Particulars particulars;
        try {
            particulars = ParticularsReader.of(request);
        } catch (IllegalArgumentException e) {
            return Problem.of(400, "bad-field", String.valueOf(e.getMessage())).response();
        }
        InputStream bytes = body == null ? InputStream.nullInputStream() : body;
        long declared = request.getContentLength();
        return switch (reader.read(
                bytes, declared < 0 ? OptionalLong.empty() : OptionalLong.of(declared))) {
            case BodyReader.Whole(byte[] image, InFlightBytes.Reservation room) -> {
                try (room) {
                    yield answer(gate.submit(image, particulars).join());
                }
            }
            case BodyReader.TooLarge(long size, int max) ->
                    Problem.of(
                                    413,
                                    "too-large",
                                    "the image has %d bytes or more, limit %d (ingest.max-image-bytes)"
                                            .formatted(size, max))
                            .response();
            case BodyReader.Busy(InFlightBytes.Full full) ->
                    Problem.response(
                            new Receipt.Refused(
                                    429,
                                    "too-many-bytes-in-flight",
                                    "%d bytes are in flight, limit %d (ingest.in-flight-bytes-max)"
                                            .formatted(full.inFlightBytes(), full.bytesMax()),
                                    Optional.of(BUSY_RETRY)));
        };
    }

    private static HttpResponse<?> answer(Receipt receipt) {
        return switch (receipt) {
            case Receipt.Acknowledged acknowledged ->
                    HttpResponse.accepted().body(Acknowledgement.of(acknowledged));
            case Receipt.Refused refused -> Problem.response(refused);
        };
    }
}
