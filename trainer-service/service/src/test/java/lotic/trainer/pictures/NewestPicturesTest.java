package lotic.trainer.pictures;

import static org.assertj.core.api.Assertions.assertThat;

import lotic.trainer.SimulatedClock;
import lotic.trainer.stream.DecodedRecords;

import org.junit.jupiter.api.Test;

import java.nio.ByteBuffer;
import java.time.Duration;

class NewestPicturesTest {

    private static final ByteBuffer VIEWS = ByteBuffer.allocate(1);

    private final SimulatedClock clock = new SimulatedClock();
    private final NewestPictures pictures = new NewestPictures(clock);

    @Test
    void ofAFastStreamAFewASecondAreKept() {
        for (int i = 0; i < 1000; i++) {
            learns(i, 100);
            clock.advance(Duration.ofMillis(4));
        }

        assertThat(pictures.newest(1000)).hasSize(8);
        assertThat(pictures.newest(1).getFirst().offset()).isEqualTo(875);
    }

    @Test
    void thereIsABoundInNumber() {
        for (int i = 0; i < NewestPictures.PICTURES_MAX + 50; i++) {
            learns(i, 100);
            clock.advance(Duration.ofSeconds(1));
        }

        assertThat(pictures.newest(1000)).hasSize(NewestPictures.PICTURES_MAX);
        assertThat(pictures.find(0, 49)).isEmpty();
        assertThat(pictures.find(0, 50)).isPresent();
    }

    @Test
    void thereIsABoundInBytesThatASingleLargePictureMayFill() {
        for (int i = 0; i < 6; i++) {
            learns(i, (int) (NewestPictures.BYTES_MAX / 3));
            clock.advance(Duration.ofSeconds(1));
        }
        assertThat(pictures.newest(10)).hasSize(3);

        learns(7, (int) NewestPictures.BYTES_MAX + 1);

        assertThat(pictures.newest(10)).extracting(Picture::offset).containsExactly(7L);
    }

    @Test
    void skippedRecordsAreKeptBesideThePictures() {
        for (int i = 0; i < NewestPictures.SKIPPED_MAX + 5; i++) {
            pictures.planned(3, DecodedRecords.undecodable(0, i, "no picture " + i));
        }

        assertThat(pictures.newest(10)).isEmpty();
        assertThat(pictures.skipped()).hasSize(NewestPictures.SKIPPED_MAX);
        assertThat(pictures.skipped().getFirst().detail()).contains("no picture 54");
    }

    @Test
    void aClockThatWasSetBackKeepsNoPictureAway() {
        learns(1, 10);
        clock.advance(Duration.ofHours(-1));
        learns(2, 10);

        assertThat(pictures.since(1, 10)).extracting(Picture::offset).containsExactly(2L);
    }

    private void learns(long offset, int bytes) {
        pictures.planned(1, DecodedRecords.learnable(0, offset, new byte[bytes], VIEWS));
    }
}
