package lotic.trainer.pictures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.util.concurrent.atomic.AtomicInteger;

class ThumbnailsTest {

    private final Thumbnails thumbnails = new Thumbnails();

    @Test
    void aPictureIsMadeOnce() {
        AtomicInteger made = new AtomicInteger();

        for (int i = 0; i < 3; i++) {
            thumbnails.get(
                    "cat",
                    () -> {
                        made.incrementAndGet();
                        return new byte[10];
                    });
        }

        assertThat(made).hasValue(1);
    }

    @Test
    void whatIsKeptIsBounded() {
        int size = (int) (Thumbnails.BYTES_MAX / 4);
        for (int i = 0; i < 20; i++) {
            thumbnails.get("picture " + i, () -> new byte[size]);
        }

        assertThat(thumbnails.bytes()).isEqualTo(4L * size);
    }

    @Test
    void whatCannotBeMadeIsNotKept() {
        assertThatThrownBy(
                        () ->
                                thumbnails.get(
                                        "cat",
                                        () -> {
                                            throw new IllegalStateException("no picture");
                                        }))
                .hasMessage("no picture");

        assertThat(thumbnails.bytes()).isZero();
        assertThat(thumbnails.get("cat", () -> new byte[3])).hasSize(3);
    }
}
