package lotic.trainer.web;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;

import lotic.trainer.status.Part;
import lotic.trainer.status.PublishedVersion;

import java.util.List;
import java.util.Optional;

/// `GET /v1/versions`: the newest versions of the run's model, as the registry tells them.
@Controller("/v1/versions")
final class VersionsController {

    private final Console console;

    VersionsController(TrainerHttp.View view) {
        this.console = view.console();
    }

    /// The answer.
    ///
    /// @param versions newest first; empty while the registry is away
    /// @param away why it says nothing
    @Serdeable
    record Versions(List<PublishedVersion> versions, Optional<String> away) {}

    @Get
    @ExecuteOn(TaskExecutors.VIRTUAL)
    HttpResponse<Versions> versions() {
        Part<List<PublishedVersion>> told = console.versions().get();
        return HttpResponse.ok(new Versions(told.answer().orElse(List.of()), told.away()))
                .header("Cache-Control", "no-store");
    }
}
