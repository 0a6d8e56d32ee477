package lotic.ingest.http;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

import lotic.ingest.admission.Admission;
import lotic.ingest.intake.BodyReader;
import lotic.ingest.intake.Gate;
import lotic.ingest.intake.Particulars;
import lotic.ingest.intake.Receipt;
import lotic.ingest.intake.RecentSubmissions;
import lotic.schemas.Digests;
import lotic.schemas.ImageDigest;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.OptionalLong;

/// `POST /v1/images` takes one image, the raw bytes of the body; `GET /v1/images/{sha256}` tells
/// where it is.
@Controller("/v1/images")
@ExecuteOn(TaskExecutors.VIRTUAL)
final class ImagesController {

    private final Gate gate;
    private final BodyReader reader;
    private final Admission admission;
    private final RecentSubmissions recent;

    ImagesController(Gate gate, BodyReader reader, Admission admission, RecentSubmissions recent) {
        this.gate = gate;
        this.reader = reader;
        this.admission = admission;
        this.recent = recent;
    }

    @Post
    @Consumes(MediaType.ALL)
    HttpResponse<?> submit(HttpRequest<?> request, @Nullable @Body InputStream body)
            throws IOException {
        // What was not read is let go when the stream is closed, so that the sender gets its
        // answer.
        try (InputStream bytes = body == null ? InputStream.nullInputStream() : body) {
            Optional<Receipt.Refused> closed = gate.closed();
            if (closed.isPresent()) {
                return Problem.response(closed.get());
            }
            Particulars particulars = ParticularsReader.of(request);
            long declared = request.getContentLength();
            BodyReader.Outcome read =
                    reader.read(
                            bytes, declared < 0 ? OptionalLong.empty() : OptionalLong.of(declared));
            return switch (gate.submit(read, particulars).join()) {
                case Receipt.Acknowledged acknowledged ->
                        HttpResponse.accepted().body(Acknowledgement.of(acknowledged));
                case Receipt.Refused refused -> Problem.response(refused);
            };
        }
    }

    @Get("/{sha256}")
    HttpResponse<?> where(String sha256) {
        ImageDigest image;
        try {
            image = Digests.parse(sha256);
        } catch (IllegalArgumentException e) {
            return Problem.of(400, "bad-digest", String.valueOf(e.getMessage())).response();
        }
        return admission
                .find(image)
                .map(sighting -> Whereabouts.of(image, sighting))
                .or(() -> recent.find(image).map(place -> Whereabouts.of(image, place)))
                .<HttpResponse<?>>map(HttpResponse::ok)
                .orElseGet(() -> unknown(sha256));
    }

    private static HttpResponse<?> unknown(String sha256) {
        return Problem.of(
                        404,
                        "unknown-image",
                        "no image %s was submitted within the duplicate window".formatted(sha256))
                .response();
    }
}
