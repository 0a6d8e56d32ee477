package lotic.pixels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

import javax.imageio.ImageIO;

class ThumbnailTest {

    @Test
    void aLargePictureBecomesASmallJpegOfTheSameShape() throws IOException {
        byte[] large = SampleFiles.encode(SampleFiles.plain(400, 200, SampleFiles.RED), "png");

        byte[] thumbnail = Thumbnail.jpeg(large, 96);

        BufferedImage small = read(thumbnail);
        assertThat(thumbnail).startsWith(0xff, 0xd8);
        assertThat(small.getWidth()).isEqualTo(96);
        assertThat(small.getHeight()).isEqualTo(48);
        assertThat(small.getRGB(20, 20) >> 16 & 0xff).isGreaterThan(240);
        assertThat(small.getRGB(20, 20) & 0xff).isLessThan(20);
    }

    @Test
    void aSmallPictureKeepsItsSize() throws IOException {
        byte[] small = SampleFiles.encode(SampleFiles.quarters(), "jpg");

        assertThat(read(Thumbnail.jpeg(small, 96)).getWidth()).isEqualTo(32);
    }

    @Test
    void aPngHasTheVeryPixels() throws IOException {
        ByteBuffer pixels = ByteBuffer.allocateDirect(2 * 2 * 3);
        pixels.put(new byte[] {1, 2, 3, 40, 50, 60, 70, 80, 90, 100, 110, 120}).flip();

        BufferedImage picture = read(Thumbnail.png(pixels, 2));

        assertThat(picture.getRGB(0, 0) & 0xffffff).isEqualTo(0x010203);
        assertThat(picture.getRGB(1, 1) & 0xffffff).isEqualTo(0x646e78);
        assertThat(pixels.position()).isZero();
    }

    @Test
    void whatIsNoPictureHasNoThumbnail() {
        byte[] text = "<script>alert(1)</script>".getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> Thumbnail.jpeg(text, 96))
                .isInstanceOf(UndecodableImageException.class);
    }

    private static BufferedImage read(byte[] file) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(file));
    }
}
