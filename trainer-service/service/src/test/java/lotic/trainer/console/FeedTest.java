package lotic.trainer.console;

import static org.assertj.core.api.Assertions.assertThat;

import lotic.trainer.lag.LagMeter;
import lotic.trainer.pictures.NewestPictures;
import lotic.trainer.publish.PublishingStatus;
import lotic.trainer.run.RunProgress;
import lotic.trainer.status.LiveRun;
import lotic.trainer.status.Part;
import lotic.trainer.status.Progress;
import lotic.trainer.status.StatusReader;
import lotic.trainer.stream.DecodedRecords;

import org.junit.jupiter.api.Test;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

class FeedTest {

    private final RunProgress progress = Progress.learning().now();
    private Instant now = Progress.NOW;
    private int looks;
    private Function<News, String> writing = _ -> "news";
    private final NewestPictures pictures = new NewestPictures(() -> now);
    private final Feed feed = feed();

    @Test
    void theServicesAreAskedEverySecondOnlyWhileSomebodyLooksOn() {
        tickFor(20);
        assertThat(looks).isEqualTo(4);

        feed.watch(Optional.empty()).orElseThrow();
        tickFor(20);
        assertThat(looks).isEqualTo(24);
    }

    @Test
    void aClockThatWasSetBackDoesNotStopTheLooking() {
        tickFor(1);
        now = now.minusSeconds(3600);

        tickFor(1);

        assertThat(looks).isEqualTo(2);
    }

    @Test
    void aPictureThatComesWhileNewsAreWrittenIsToldWithTheNext() {
        List<Long> told = new ArrayList<>();
        List<Runnable> meanwhile = new ArrayList<>(List.of(() -> picture(1), () -> picture(2)));
        writing =
                news -> {
                    news.pictures().forEach(each -> told.add(each.offset()));
                    if (!meanwhile.isEmpty()) {
                        meanwhile.removeFirst().run();
                    }
                    return "news";
                };
        feed.watch(Optional.empty()).orElseThrow();

        tickFor(3);

        assertThat(told).containsExactly(1L, 2L);
    }

    private void picture(long offset) {
        now = now.plusSeconds(1);
        pictures.planned(
                1, DecodedRecords.learnable(0, offset, new byte[1], ByteBuffer.allocate(1)));
    }

    private void tickFor(int seconds) {
        for (int second = 0; second < seconds; second++) {
            feed.tick();
            now = now.plusSeconds(1);
        }
    }

    private Feed feed() {
        PublishingStatus publishing =
                new PublishingStatus(0, 0, false, 0, Optional.empty(), Optional.empty(), Map.of());
        StatusReader reader =
                new StatusReader(
                        () -> progress,
                        new LagMeter(),
                        () -> publishing,
                        () -> {
                            looks++;
                            return Optional.empty();
                        },
                        () -> Part.away("nobody asks it"),
                        () -> Part.of(Optional.empty()),
                        Runnable::run,
                        () -> now);
        return new Feed(
                new LiveRun(() -> progress, _ -> {}),
                reader,
                new River(),
                pictures,
                List::of,
                news -> writing.apply(news),
                () -> now);
    }
}
