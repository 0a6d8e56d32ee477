package lotic.inspection;

import static lotic.inspection.Samples.refusalOf;
import static lotic.inspection.Samples.take;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

class GifScanTest {

    private static final int SCREEN_AT = 6;

    @ParameterizedTest
    @CsvSource({"0, 0", "39, 24", "40, 23"})
    void aScreenThatDoesNotHoldTheFirstFrameIsRefused(int width, int height) {
        assertThat(refusalOf(withScreen(width, height)))
                .isEqualTo(
                        new Inspection.Refused(
                                Reason.CORRUPT,
                                "GIF has a frame that reaches to 40 x 24 on a screen of %d x %d pixels; save it anew"
                                        .formatted(width, height)));
    }

    @Test
    void aScreenLargerThanItsFirstFrameIsThePicture() {
        assertThat(take(withScreen(50, 60)).size()).isEqualTo(new Dimensions(50, 60));
    }

    private static byte[] withScreen(int width, int height) {
        byte[] file = Samples.read("still.gif");
        ByteBuffer.wrap(file)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort(SCREEN_AT, (short) width)
                .putShort(SCREEN_AT + 2, (short) height);
        return file;
    }
}
