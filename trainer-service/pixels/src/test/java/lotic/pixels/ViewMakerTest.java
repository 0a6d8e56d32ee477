package lotic.pixels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import javax.imageio.ImageIO;

class ViewMakerTest {

    private static final MultiCrop VIEWS =
            new MultiCrop(
                    List.of(new CropGroup(2, 64, 0.14, 1), new CropGroup(4, 40, 0.05, 0.14)),
                    Augmentation.SWAV);
    private static final ViewSeed SEED = new ViewSeed(7, 3, 1_000, 0);

    private final ViewMaker maker = new ViewMaker(VIEWS);

    @Test
    void everyThreadMakesTheSameViews() throws IOException {
        byte[] image = noise(90, 70);
        byte[] expected = make(image, SEED);

        List<byte[]> made =
                IntStream.range(0, 200).parallel().mapToObj(i -> make(image, SEED)).toList();

        assertThat(made).allSatisfy(views -> assertThat(views).isEqualTo(expected));
    }

    @Test
    void everyPartOfTheSeedMatters() throws IOException {
        byte[] image = noise(90, 70);

        List<byte[]> made =
                List.of(
                        make(image, SEED),
                        make(image, new ViewSeed(8, 3, 1_000, 0)),
                        make(image, new ViewSeed(7, 4, 1_000, 0)),
                        make(image, new ViewSeed(7, 3, 1_001, 0)),
                        make(image, new ViewSeed(7, 3, 1_000, 1)));

        assertThat(made).doesNotHaveDuplicates();
    }

    /// A run that goes on must see the views that it saw before, also after an update of Lotic.
    @Test
    void viewsNeverChange() throws Exception {
        byte[] small = make(noise(90, 70, "png"), SEED);
        MultiCrop large =
                new MultiCrop(
                        List.of(new CropGroup(2, 224, 0.14, 1), new CropGroup(4, 96, 0.05, 0.14)),
                        Augmentation.SWAV);
        byte[] bytes = noise(500, 375, "png");
        ByteBuffer target = ByteBuffer.allocateDirect(large.bytesPerImage());
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        digest.update(small);
        for (int offset = 0; offset < 8; offset++) {
            new ViewMaker(large).make(bytes, new ViewSeed(7, 3, offset, 0), target.clear());
            digest.update(target.flip());
        }

        assertThat(HexFormat.of().formatHex(digest.digest()))
                .isEqualTo("745bcfa7934d21365532473142bfd1b559a4bb1a47b02fce631964bbb7a7e074");
    }

    @Test
    void whatIsNoPictureIsRefusedAndLeavesTheTarget() {
        byte[] text = "not a picture".getBytes(StandardCharsets.UTF_8);
        ByteBuffer target = ByteBuffer.allocateDirect(VIEWS.bytesPerImage());

        assertThatThrownBy(() -> maker.make(text, SEED, target))
                .isInstanceOf(UndecodableImageException.class);
        assertThat(target.position()).isZero();
    }

    private byte[] make(byte[] image, ViewSeed seed) {
        ByteBuffer target = ByteBuffer.allocateDirect(VIEWS.bytesPerImage());
        maker.make(image, seed, target);
        byte[] views = new byte[target.flip().remaining()];
        target.get(views);
        return views;
    }

    private static byte[] noise(int width, int height) throws IOException {
        return noise(width, height, "jpg");
    }

    private static byte[] noise(int width, int height, String format) throws IOException {
        Random random = new Random(1);
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < width * height; i++) {
            picture.setRGB(i % width, i / width, random.nextInt());
        }
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        ImageIO.write(picture, format, file);
        return file.toByteArray();
    }
}
