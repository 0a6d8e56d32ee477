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

import java.util.List;

/// `GET /v1/galleries`: prototypes as the held-out pictures nearest to them, by the step of the
/// version that they belong to.
@Controller("/v1/galleries")
@ExecuteOn(TaskExecutors.VIRTUAL)
final class GalleriesController {

    private final Console console;

    GalleriesController(TrainerHttp.View view) {
        this.console = view.console();
    }

    /// The steps of which there is a gallery.
    ///
    /// @param steps newest first
    @Serdeable
    record Steps(List<Long> steps) {}

    @Get
    Steps steps() {
        return new Steps(console.galleries().steps());
    }

    @Get("/{step}")
    HttpResponse<byte[]> gallery(long step) {
        byte[] gallery =
                console.galleries()
                        .find(step)
                        .orElseThrow(
                                () ->
                                        new HttpStatusException(
                                                HttpStatus.NOT_FOUND,
                                                "there is no gallery of step %d; /v1/galleries lists the steps that have one"
                                                        .formatted(step)));
        return HttpResponse.ok(gallery)
                .contentType(MediaType.APPLICATION_JSON_TYPE)
                .header("Cache-Control", "no-cache");
    }
}
