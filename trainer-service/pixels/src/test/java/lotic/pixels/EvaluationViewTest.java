package lotic.pixels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import lotic.pixels.EvaluationView.Interpolation;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.util.Locale;

class EvaluationViewTest {

    @ParameterizedTest
    @CsvSource({
        "BILINEAR, 32, 24",
        "BILINEAR, 64, 64",
        "BILINEAR, 9, 7",
        "BICUBIC, 32, 24",
        "BICUBIC, 64, 64",
        "BICUBIC, 9, 7"
    })
    void equalsPillowsResizeAndCentreCrop(Interpolation interpolation, int resize, int size) {
        EvaluationView view = new EvaluationView(resize, size, interpolation);
        byte[] file = SampleFiles.encode(picture("image"), "png");

        byte[] rendered = render(view, file);

        String expected =
                "view_%s_%d_%d"
                        .formatted(interpolation.name().toLowerCase(Locale.ROOT), resize, size);
        assertThat(rendered).isEqualTo(PillowFixture.interleaved(PillowFixture.picture(expected)));
    }

    @Test
    void aNarrowImageShowsItsCentre() {
        BufferedImage tall = SampleFiles.plain(2, 3_000, SampleFiles.RED);
        for (int y = 1_490; y < 1_510; y++) {
            tall.setRGB(0, y, SampleFiles.BLUE);
            tall.setRGB(1, y, SampleFiles.BLUE);
        }

        byte[] rendered =
                render(
                        new EvaluationView(256, 224, Interpolation.BICUBIC),
                        SampleFiles.encode(tall, "png"));

        assertThat(rendered).startsWith(0, 0, 255).endsWith(0, 0, 255);
    }

    @Test
    void aViewLargerThanTheResizedSideIsRefused() {
        assertThatThrownBy(() -> new EvaluationView(32, 33, Interpolation.BILINEAR))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("33");
    }

    private static byte[] render(EvaluationView view, byte[] file) {
        ByteBuffer target = ByteBuffer.allocateDirect(3 * view.size() * view.size());
        view.render(file, target);
        byte[] rendered = new byte[target.flip().remaining()];
        target.get(rendered);
        return rendered;
    }

    private static BufferedImage picture(String name) {
        PixelBuffer pixels = PillowFixture.picture(name);
        BufferedImage picture =
                new BufferedImage(pixels.width(), pixels.height(), BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < pixels.pixels(); i++) {
            int colour = (pixels.red()[i] << 16) | (pixels.green()[i] << 8) | pixels.blue()[i];
            picture.setRGB(i % pixels.width(), i / pixels.width(), colour);
        }
        return picture;
    }
}
