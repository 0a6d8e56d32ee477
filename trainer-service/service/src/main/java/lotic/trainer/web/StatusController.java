package lotic.trainer.web;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

import lotic.trainer.status.StatusReader;
import lotic.trainer.status.TrainerStatus;

/// `GET /v1/status`: all there is to know, in one answer.
@Controller("/v1/status")
final class StatusController {

    private final StatusReader reader;

    StatusController(StatusReader reader) {
        this.reader = reader;
    }

    @Get
    @ExecuteOn(TaskExecutors.VIRTUAL)
    HttpResponse<TrainerStatus> status() {
        return HttpResponse.ok(reader.read()).header("Cache-Control", "no-store");
    }
}
