package lotic.trainer.console;

import io.micronaut.http.sse.Event;

import lotic.trainer.pictures.NewestPictures;
import lotic.trainer.pictures.Picture;
import lotic.trainer.run.RunProgress;
import lotic.trainer.status.LiveRun;
import lotic.trainer.status.StatusReader;
import lotic.trainer.status.TrainerStatus;

import org.reactivestreams.Publisher;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/// Tells everybody who looks on what is new, once a second. News are gathered and written down once
/// for all; the learner's thread has no part in it. Safe for use by many threads.
public final class Feed {

    /// How many may look on at once.
    public static final int WATCHERS_MAX = 100;

    /// Pictures that somebody is shown who comes new.
    private static final int PICTURES_AT_FIRST = 60;

    /// An event is stamped a moment before it can be seen, so the last seconds are told again.
    private static final Duration OVERLAP = Duration.ofSeconds(5);

    /// How often the river is looked at while nobody looks on: each look asks all three services.
    static final Duration REST = Duration.ofSeconds(5);

    private final LiveRun run;
    private final StatusReader reader;
    private final River river;
    private final NewestPictures pictures;
    private final Supplier<List<Long>> galleries;
    private final Function<News, String> writing;
    private final InstantSource clock;
    private final Set<Watcher> watchers = new HashSet<>();

    private Optional<TrainerStatus> status = Optional.empty();
    private Place told;
    private long pictureTold;
    private Instant lookedAt = Instant.EPOCH;

    /// @param galleries steps of which there is a gallery, newest first
    /// @param writing news as JSON
    public Feed(
            LiveRun run,
            StatusReader reader,
            River river,
            NewestPictures pictures,
            Supplier<List<Long>> galleries,
            Function<News, String> writing,
            InstantSource clock) {
        this.run = run;
        this.reader = reader;
        this.river = river;
        this.pictures = pictures;
        this.galleries = galleries;
        this.writing = writing;
        this.clock = clock;
        this.told = Place.of(run.progress().get(), clock.instant());
    }

    /// Looks at everything and tells what is new, less often if there is nobody to tell. Called
    /// about once a second, by one thread.
    public void tick() {
        if (!due(clock.instant())) {
            return;
        }
        TrainerStatus now = reader.read();
        river.add(RiverSample.of(now, clock.instant()));
        tell(now.brief());
    }

    private synchronized boolean due(Instant now) {
        // A clock that was set back must not make it wait.
        boolean rested =
                now.isBefore(lookedAt) || Duration.between(lookedAt, now).compareTo(REST) >= 0;
        if (watchers.isEmpty() && !rested) {
            return false;
        }
        lookedAt = now;
        return true;
    }

    private synchronized void tell(TrainerStatus now) {
        status = Optional.of(now);
        RunProgress progress = run.progress().get();
        Place here = Place.of(progress, clock.instant());
        // Asked for before the news are gathered: what comes meanwhile is rather told twice.
        long newest = pictures.newest(1).stream().findFirst().map(Picture::sequence).orElse(0L);
        if (!watchers.isEmpty()) {
            Event<String> news = event(now, Optional.of(told), pictureTold, progress, here);
            for (Watcher each : List.copyOf(watchers)) {
                each.tell(news);
            }
        }
        told = here;
        pictureTold = newest;
    }

    /// Somebody begins to look on.
    ///
    /// @param known id of the last news that they had, if they come again
    /// @return empty if too many look on already
    public Optional<Publisher<Event<String>>> watch(Optional<String> known) {
        TrainerStatus now = newest().orElseGet(() -> reader.read().brief());
        synchronized (this) {
            if (watchers.size() >= WATCHERS_MAX) {
                return Optional.empty();
            }
            RunProgress progress = run.progress().get();
            Optional<Place> from =
                    known.flatMap(Place::parse).filter(place -> place.isOf(progress));
            Watcher watcher = new Watcher(this::left);
            watcher.tell(event(now, from, 0, progress, told));
            watchers.add(watcher);
            return Optional.of(watcher);
        }
    }

    private synchronized Optional<TrainerStatus> newest() {
        return status;
    }

    private synchronized void left(Watcher watcher) {
        watchers.remove(watcher);
    }

    /// How many look on.
    public synchronized int watchers() {
        return watchers.size();
    }

    private Event<String> event(
            TrainerStatus now,
            Optional<Place> from,
            long pictureFrom,
            RunProgress progress,
            Place here) {
        long stepFrom = from.map(Place::step).orElse(-1L);
        Instant since = from.map(Place::at).orElse(Instant.EPOCH);
        News news =
                new News(
                        from.isEmpty(),
                        now,
                        river.rates(),
                        Curve.of(
                                progress.history().stream()
                                        .filter(point -> point.step() > stepFrom)
                                        .filter(point -> point.step() <= here.step())
                                        .toList()),
                        progress.events().stream()
                                .filter(event -> event.at().isAfter(since.minus(OVERLAP)))
                                .map(TrainerStatus.Event::of)
                                .toList(),
                        river.since(since),
                        pictures.since(pictureFrom, PICTURES_AT_FIRST).stream()
                                .map(PictureNews::of)
                                .toList(),
                        galleries.get());
        return Event.of(writing.apply(news)).name("news").id(here.id());
    }
}
