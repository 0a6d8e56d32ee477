package lotic.trainer.web;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.exceptions.HttpStatusException;
import io.micronaut.http.sse.Event;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

import lotic.trainer.console.Feed;

import org.reactivestreams.Publisher;

import java.util.Optional;

/// `GET /v1/events`: what is new, once a second, as server-sent events (WHATWG HTML, 9.2). The
/// first brings the past; with `Last-Event-ID` only what came since, over a restart of the trainer
/// too.
@Controller("/v1/events")
final class EventsController {

    private final Feed feed;

    EventsController(Feed feed) {
        this.feed = feed;
    }

    @Get(produces = MediaType.TEXT_EVENT_STREAM, headRoute = false)
    @ExecuteOn(TaskExecutors.VIRTUAL)
    Publisher<Event<String>> events(
            @Nullable @Header("Last-Event-ID") String known, @Nullable @QueryValue String after) {
        return feed.watch(Optional.ofNullable(known).or(() -> Optional.ofNullable(after)))
                .orElseThrow(
                        () ->
                                new HttpStatusException(
                                        HttpStatus.SERVICE_UNAVAILABLE,
                                        "%d look on already, which is the most; close a console, or ask for /v1/status from time to time"
                                                .formatted(Feed.WATCHERS_MAX)));
    }
}
