package lotic.trainer.web;

import io.micronaut.context.annotation.Factory;
import io.micronaut.json.JsonMapper;
import io.micronaut.scheduling.annotation.Scheduled;

import jakarta.inject.Singleton;

import lotic.trainer.console.Feed;

import java.io.IOException;
import java.io.UncheckedIOException;

/// Lets the feed look and tell once a second.
@Singleton
final class FeedTicker {

    private final Feed feed;

    FeedTicker(Feed feed) {
        this.feed = feed;
    }

    @Scheduled(fixedDelay = "1s")
    void tick() {
        feed.tick();
    }

    /// Makes the feed of this server.
    @Factory
    static final class Feeds {

        @Singleton
        Feed feed(TrainerHttp.View view, JsonMapper json) {
            Console console = view.console();
            return new Feed(
                    view.run(),
                    view.status(),
                    console.river(),
                    console.pictures(),
                    console.galleries()::steps,
                    news -> {
                        try {
                            return json.writeValueAsString(news);
                        } catch (IOException impossible) {
                            throw new UncheckedIOException("writing to memory failed", impossible);
                        }
                    },
                    view.clock());
        }
    }
}
