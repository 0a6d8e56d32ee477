package lotic.pixels;

import static org.assertj.core.api.Assertions.assertThat;

import lotic.pixels.EvaluationView.Interpolation;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Every operation equals Pillow's 8-bit result in every byte.
class PillowEqualityTest {

    private final Colour colour = new Colour();

    @ParameterizedTest
    @CsvSource({
        "crop0, 0, 0, 48, 40, 32",
        "crop1, 5, 3, 30, 22, 32",
        "crop2, 10, 12, 9, 7, 16",
        "crop3, 3, 1, 41, 37, 12"
    })
    void cropsAndResizes(String expected, int x, int y, int width, int height, int size) {
        PixelBuffer crop = new PixelBuffer();

        new Resize()
                .apply(
                        PillowFixture.decoded("image"),
                        Resize.Frame.square(x, y, width, height, size),
                        Interpolation.BILINEAR,
                        false,
                        crop);

        assertEqual(crop, expected);
    }

    @ParameterizedTest
    @ValueSource(floats = {0.2f, 0.7f, 1, 1.8f})
    void changesBrightness(float factor) {
        assertEqual(changed("small", p -> colour.brightness(p, factor)), "brightness_" + factor);
    }

    @ParameterizedTest
    @ValueSource(floats = {0.2f, 0.7f, 1, 1.8f})
    void changesContrast(float factor) {
        assertEqual(changed("small", p -> colour.contrast(p, factor)), "contrast_" + factor);
    }

    @ParameterizedTest
    @ValueSource(floats = {0.2f, 0.7f, 1, 1.8f})
    void changesSaturation(float factor) {
        assertEqual(changed("small", p -> colour.saturation(p, factor)), "saturation_" + factor);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.2, -0.05, 0.0, 0.1, 0.2})
    void turnsHue(double share) {
        assertEqual(changed("small", p -> colour.hue(p, (int) (255 * share))), "hue_" + share);
    }

    @Test
    void dropsColour() {
        assertEqual(changed("image", colour::grey), "grey");
    }

    @Test
    void mirrors() {
        DecodedImage image = PillowFixture.decoded("image");
        PixelBuffer mirrored = new PixelBuffer();
        int width = image.width();
        int height = image.height();

        new Resize()
                .apply(
                        image,
                        new Resize.Frame(0, 0, width, height, width, height, 0, 0, width, height),
                        Interpolation.BILINEAR,
                        true,
                        mirrored);

        assertEqual(mirrored, "flip");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.1, 0.5, 1.0, 2.0, 3.5, 40.0})
    void blurs(double radius) {
        assertEqual(changed("image", p -> new Blur().apply(p, radius)), "blur_" + radius);
    }

    @ParameterizedTest
    @MethodSource("orders")
    void jittersInAnyOrder(String order) {
        int packed = 0;
        for (int i = 0; i < 4; i++) {
            packed |= "bcsh".indexOf(order.charAt(i)) << (2 * i);
        }
        ColourJitter jitter = new ColourJitter(1.3f, 0.6f, 1.5f, (int) (255 * -0.13), packed);

        assertEqual(changed("small", p -> jitter.apply(p, colour)), "jitter_" + order);
    }

    static List<String> orders() {
        List<String> orders = new ArrayList<>();
        permute("", "bcsh", orders);
        return orders;
    }

    private static void permute(String chosen, String left, List<String> orders) {
        if (left.isEmpty()) {
            orders.add(chosen);
        }
        for (int i = 0; i < left.length(); i++) {
            permute(chosen + left.charAt(i), left.substring(0, i) + left.substring(i + 1), orders);
        }
    }

    private static PixelBuffer changed(String name, Consumer<PixelBuffer> change) {
        PixelBuffer picture = PillowFixture.picture(name);
        change.accept(picture);
        return picture;
    }

    private static void assertEqual(PixelBuffer actual, String expected) {
        assertThat(PillowFixture.interleaved(actual))
                .as(expected)
                .isEqualTo(PillowFixture.interleaved(PillowFixture.picture(expected)));
    }
}
