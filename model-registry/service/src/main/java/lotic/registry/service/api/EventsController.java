package lotic.registry.service.api;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

import lotic.registry.format.Names;
import lotic.registry.service.api.Bodies.EventBody;
import lotic.registry.store.Event;
import lotic.registry.store.EventLog;
import lotic.registry.store.RegistryStore;

import java.time.Duration;
import java.util.List;

/// News by long poll. A request that waits costs a virtual thread and a slot.
@Controller("/api/lotic/v1/models/{model}/events")
public final class EventsController {

    private static final int EVENTS_MAX = 1000;

    private final EventLog events;
    private final Presenter presenter;
    private final Slots watchers;
    private final Duration waitMax;

    EventsController(
            RegistryStore store, Presenter presenter, ApiLimits limits, RegistryObserver observer) {
        this.events = store.events();
        this.presenter = presenter;
        this.watchers = new Slots("watchers", "watchers-max", limits.watchersMax(), observer);
        this.waitMax = limits.watchWaitMax();
    }

    /// The next events: those that are there, at once; else the first that come; else none.
    ///
    /// @param after sequence of the last event known
    /// @param wait seconds
    @Get
    @ExecuteOn(TaskExecutors.VIRTUAL)
    HttpResponse<List<EventBody>> next(
            String model,
            @QueryValue(defaultValue = "0") long after,
            @QueryValue(defaultValue = "0") long wait)
            throws InterruptedException {
        Names.model(model);
        if (after < 0 || wait < 0) {
            throw ApiException.badRequest(
                    "bad-cursor", "after is %d, wait is %d; give 0 or more".formatted(after, wait));
        }
        List<Event> found = events.awaitModel(model, after, EVENTS_MAX, Duration.ZERO);
        if (found.isEmpty() && wait > 0) {
            try (Slots.Slot _ = watchers.take()) {
                found = events.awaitModel(model, after, EVENTS_MAX, bounded(wait));
            }
        }
        return HttpResponse.ok(found.stream().map(presenter::event).toList())
                .header("Cache-Control", "no-store");
    }

    /// Requests that wait now.
    public int watching() {
        return watchers.taken();
    }

    private Duration bounded(long waitSeconds) {
        return waitSeconds < waitMax.toSeconds() ? Duration.ofSeconds(waitSeconds) : waitMax;
    }
}
