package lotic.learning.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.nio.ByteBuffer;

class ThumbnailsTest {

    @Test
    void boxesOfAChannelAreSummedAroundMidGrey() {
        byte[] picture = new byte[4 * 4 * 3];
        picture[0] = (byte) 255; // red of the upper left pixel
        picture[(2 * 4 + 3) * 3 + 1] = (byte) 128; // green of a lower right one

        Features small = Thumbnails.of(ByteBuffer.wrap(picture), 1, 4, 2);

        float black = 4 * -127.5f;
        assertThat(small.values())
                .containsExactly(
                        black + 255,
                        black,
                        black,
                        black,
                        black,
                        black,
                        black,
                        black,
                        black,
                        black,
                        black + 128,
                        black);
    }

    @Test
    void theOwnSizeGivesRawPixelsOfEveryPicture() {
        ByteBuffer pixels = ByteBuffer.wrap(new byte[] {0, 1, 2, (byte) 253, (byte) 254, -1});

        Features raw = Thumbnails.of(pixels, 2, 1, 1);

        assertThat(raw.rows()).isEqualTo(2);
        assertThat(raw.values()).containsExactly(-127.5f, -126.5f, -125.5f, 125.5f, 126.5f, 127.5f);
        assertThat(pixels.position()).isZero();
    }

    @Test
    void aSideThatDoesNotDivideIsRefused() {
        assertThatThrownBy(() -> Thumbnails.of(ByteBuffer.allocate(300), 1, 10, 4))
                .hasMessageContaining("10 x 10 have no thumbnails of 4 x 4");
    }
}
