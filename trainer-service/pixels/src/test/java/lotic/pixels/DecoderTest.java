package lotic.pixels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.WritableRaster;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

class DecoderTest {

    private static final int WHITE = 0xffffff;

    /// JPEG's rounding of a plain colour.
    private static final int JPEG_LOSS = 3;

    private final Decoder decoder = new Decoder();

    @AfterEach
    void close() {
        decoder.close();
    }

    @Test
    void coloursComeInTheOrderRedGreenBlue() {
        for (String format : List.of("jpg", "png", "gif", "bmp")) {
            byte[] file = SampleFiles.encode(SampleFiles.plain(16, 16, 0x204060), format);

            assertThat(colour(decode(file), 8, 8)).as(format).satisfies(near(0x204060, JPEG_LOSS));
        }
    }

    @ParameterizedTest
    @CsvSource({"cmyk.jpg, 138.30, 109.42, 120.37", "ycck.jpg, 128.30, 114.90, 146.13"})
    void printColoursAreThoseOfPillow(String name, double red, double green, double blue) {
        double[] mean = mean(decode(SampleFiles.resource(name)));

        // OpenCV rounds up where Pillow rounds down.
        assertThat(mean).containsExactly(new double[] {red, green, blue}, within(1.5));
    }

    @Test
    void sixteenBitsAreScaledToEight() {
        BufferedImage picture = colour16(16, 16, 0x8000, 0xffff, 0x00ff);

        DecodedImage decoded = decode(SampleFiles.encode(picture, "png"));

        assertThat(colour(decoded, 3, 3)).satisfies(near(0x80ff01, 1));
    }

    @Test
    void greyOfSixteenBitsFillsTheRange() {
        BufferedImage picture = new BufferedImage(16, 16, BufferedImage.TYPE_USHORT_GRAY);
        picture.getRaster().setSample(3, 3, 0, 0xffff);
        picture.getRaster().setSample(4, 3, 0, 0x4000);

        DecodedImage decoded = decode(SampleFiles.encode(picture, "png"));

        assertThat(colour(decoded, 3, 3)).isEqualTo(WHITE);
        assertThat(colour(decoded, 4, 3)).satisfies(near(0x404040, 1));
    }

    @Test
    void aPaletteIsLookedUp() {
        BufferedImage picture = new BufferedImage(16, 16, BufferedImage.TYPE_BYTE_INDEXED);
        picture.setRGB(2, 5, 0xff336699);

        DecodedImage decoded = decode(SampleFiles.encode(picture, "png"));

        assertThat(colour(decoded, 2, 5)).isEqualTo(0x336699);
    }

    @Test
    void aGreyJpegHasThreeEqualChannels() {
        BufferedImage picture = new BufferedImage(16, 16, BufferedImage.TYPE_BYTE_GRAY);
        picture.getRaster().setSample(0, 0, 0, 200);

        DecodedImage decoded = decode(SampleFiles.encode(picture, "jpg"));

        int colour = colour(decoded, 0, 0);
        assertThat(colour >> 16).isEqualTo(colour & 0xff).isEqualTo((colour >> 8) & 0xff);
        assertThat(colour & 0xff).isGreaterThan(100);
    }

    @Test
    void whatIsTransparentShowsWhite() {
        BufferedImage picture = new BufferedImage(16, 16, BufferedImage.TYPE_INT_ARGB);
        picture.setRGB(0, 0, 0xff102030);
        picture.setRGB(1, 0, 0x80000000);
        picture.setRGB(2, 0, 0x00123456);

        DecodedImage decoded = decode(SampleFiles.encode(picture, "png"));

        assertThat(colour(decoded, 0, 0)).isEqualTo(0x102030);
        assertThat(colour(decoded, 1, 0)).isEqualTo(0x7f7f7f);
        assertThat(colour(decoded, 2, 0)).isEqualTo(WHITE);
    }

    @Test
    void webpIsDecodedWithItsTransparency() {
        DecodedImage decoded = decode(SampleFiles.resource("transparent.webp"));

        assertThat(colour(decoded, 5, 30)).isEqualTo(colour(PillowFixture.decoded("image"), 5, 30));
        assertThat(colour(decoded, 40, 30)).isEqualTo(WHITE);
    }

    @Test
    void anAnimationGivesItsFirstFrame() {
        byte[] file =
                SampleFiles.animation(
                        List.of(
                                SampleFiles.plain(16, 16, SampleFiles.GREEN),
                                SampleFiles.plain(16, 16, SampleFiles.RED)));

        assertThat(colour(decode(file), 8, 8)).isEqualTo(SampleFiles.GREEN);
    }

    /// Where red, green, blue and yellow of the stored picture belong in the upright one.
    @ParameterizedTest
    @CsvSource({
        "1, RED, GREEN, BLUE, YELLOW",
        "2, GREEN, RED, YELLOW, BLUE",
        "3, YELLOW, BLUE, GREEN, RED",
        "4, BLUE, YELLOW, RED, GREEN",
        "5, RED, BLUE, GREEN, YELLOW",
        "6, BLUE, RED, YELLOW, GREEN",
        "7, YELLOW, GREEN, BLUE, RED",
        "8, GREEN, YELLOW, RED, BLUE",
        "9, RED, GREEN, BLUE, YELLOW"
    })
    void everyExifOrientationIsTurnedUprightOnce(
            int orientation, String topLeft, String topRight, String lowLeft, String lowRight) {
        byte[] jpeg = SampleFiles.encode(SampleFiles.quarters(), "jpg");
        byte[] png = SampleFiles.encode(SampleFiles.quarters(), "png");

        for (byte[] file :
                List.of(
                        SampleFiles.oriented(jpeg, orientation, ByteOrder.LITTLE_ENDIAN),
                        SampleFiles.oriented(jpeg, orientation, ByteOrder.BIG_ENDIAN),
                        SampleFiles.orientedPng(png, orientation))) {
            DecodedImage decoded = decode(file);

            boolean transposed = orientation >= 5 && orientation <= 8;
            assertThat(decoded.width()).isEqualTo(transposed ? 16 : 32);
            assertThat(decoded.height()).isEqualTo(transposed ? 32 : 16);
            int right = decoded.width() - 3;
            int low = decoded.height() - 3;
            assertThat(
                            List.of(
                                    name(colour(decoded, 2, 2)),
                                    name(colour(decoded, right, 2)),
                                    name(colour(decoded, 2, low)),
                                    name(colour(decoded, right, low))))
                    .containsExactly(topLeft, topRight, lowLeft, lowRight);
        }
    }

    @Test
    void webpIsTurnedUpright() {
        DecodedImage upright = PillowFixture.decoded("image");

        DecodedImage decoded = decode(SampleFiles.resource("turned.webp"));

        assertThat(decoded.width()).isEqualTo(upright.height());
        assertThat(colour(decoded, decoded.width() - 1, 0)).isEqualTo(colour(upright, 0, 0));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 8})
    void aReducedJpegHasItsSidesDividedAndRoundedUp(int reduction) {
        byte[] file = SampleFiles.encode(SampleFiles.plain(45, 33, 0x808080), "jpg");

        DecodedImage decoded = decoder.decode(file, ImageHeader.read(file), reduction);

        assertThat(decoded.width()).isEqualTo(Math.ceilDiv(45, reduction));
        assertThat(decoded.height()).isEqualTo(Math.ceilDiv(33, reduction));
    }

    @Test
    void aTruncatedJpegIsRefused() {
        byte[] file = SampleFiles.encode(SampleFiles.quarters(), "jpg");

        for (int length : new int[] {3, 20, file.length / 2, file.length - 4}) {
            assertRefused(Arrays.copyOf(file, length));
        }
    }

    @Test
    void aTruncatedPngIsRefused() {
        byte[] file = SampleFiles.encode(SampleFiles.quarters(), "png");

        assertRefused(Arrays.copyOf(file, 20));
        assertRefused(Arrays.copyOf(file, file.length / 2));
    }

    /// The gate refuses such files too, so that none is admitted only to be passed over here.
    @ParameterizedTest
    @CsvSource({"0, 0", "31, 16", "32, 15"})
    void aGifWhoseFrameDoesNotFitItsScreenIsRefused(int width, int height) {
        byte[] file = SampleFiles.encode(SampleFiles.quarters(), "gif");
        assertThat(decode(file).width()).isEqualTo(32);

        ByteBuffer.wrap(file)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort(6, (short) width)
                .putShort(8, (short) height);

        assertRefused(file);
    }

    @Test
    void aPictureOfTooManyPixelsIsRefusedBeforeItIsDecoded() {
        byte[] file = SampleFiles.encode(SampleFiles.quarters(), "png");
        ByteBuffer.wrap(file).putInt(16, 20_000).putInt(20, 20_000);

        assertThatThrownBy(() -> decode(file))
                .isInstanceOf(UndecodableImageException.class)
                .hasMessageContaining("20000 x 20000");
    }

    @Test
    void aRefusedFileLeavesNothingBehind() {
        byte[] good = SampleFiles.encode(SampleFiles.plain(16, 16, SampleFiles.BLUE), "png");
        byte[] bad = Arrays.copyOf(good, good.length - 30);
        decode(good);

        assertRefused(bad);

        assertThat(colour(decode(good), 8, 8)).isEqualTo(SampleFiles.BLUE);
    }

    private void assertRefused(byte[] file) {
        assertThatThrownBy(() -> decode(file))
                .as("%d bytes", file.length)
                .isInstanceOf(UndecodableImageException.class);
    }

    private DecodedImage decode(byte[] file) {
        return decoder.decode(file, ImageHeader.read(file), 1);
    }

    private static int colour(DecodedImage image, int x, int y) {
        byte[] pixel = new byte[3];
        image.readRow(y, x, 1, pixel, 0);
        return ((pixel[0] & 0xff) << 16) | ((pixel[1] & 0xff) << 8) | (pixel[2] & 0xff);
    }

    private static double[] mean(DecodedImage image) {
        double[] mean = new double[3];
        byte[] row = new byte[3 * image.width()];
        for (int y = 0; y < image.height(); y++) {
            image.readRow(y, 0, image.width(), row, 0);
            for (int i = 0; i < row.length; i++) {
                mean[i % 3] += (row[i] & 0xff) / (double) (image.width() * image.height());
            }
        }
        return mean;
    }

    private static Consumer<Integer> near(int colour, int loss) {
        return actual -> {
            for (int shift = 0; shift <= 16; shift += 8) {
                assertThat((actual >> shift) & 0xff)
                        .isCloseTo((colour >> shift) & 0xff, within(loss));
            }
        };
    }

    private static String name(int colour) {
        boolean red = (colour >> 16) > 128;
        boolean green = ((colour >> 8) & 0xff) > 128;
        if (red) {
            return green ? "YELLOW" : "RED";
        }
        return green ? "GREEN" : "BLUE";
    }

    private static BufferedImage colour16(int width, int height, int... channels) {
        ComponentColorModel model =
                new ComponentColorModel(
                        ColorSpace.getInstance(ColorSpace.CS_sRGB),
                        false,
                        false,
                        Transparency.OPAQUE,
                        DataBuffer.TYPE_USHORT);
        WritableRaster raster = model.createCompatibleWritableRaster(width, height);
        for (int i = 0; i < width * height; i++) {
            raster.setPixel(i % width, i / width, channels);
        }
        return new BufferedImage(model, raster, false, null);
    }
}
