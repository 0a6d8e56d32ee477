package lotic.inspection;

import static lotic.inspection.Samples.refusalOf;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.zip.CRC32;

class PngScanTest {

    private static final String SIGNATURE = "\u0089PNG\r\n\u001a\n";

    @Test
    void aFewBytesThatDeclareFourHundredMegapixelsAreTooMany() {
        byte[] bomb = png(header(20_000, 20_000, 8, 2), chunk("IDAT", new byte[100]));

        assertThat(refusalOf(bomb))
                .isEqualTo(
                        new Inspection.Refused(
                                Reason.TOO_MANY_PIXELS,
                                "PNG 20000 x 20000 pixels are 400.0 Mpx, limit 50.0 Mpx"));
    }

    @Test
    void aSideBeyondThirtyOneBitsIsCorrupt() {
        byte[] file = png(header(-1, 100, 8, 2));

        assertThat(refusalOf(file).reason()).isEqualTo(Reason.CORRUPT);
    }

    @ParameterizedTest
    @CsvSource({"0, 3", "2, 4", "3, 16", "4, 4", "5, 8", "6, 2", "7, 8"})
    void aColourTypeWithADepthThatItDoesNotHaveIsCorrupt(int colour, int depth) {
        byte[] file = png(header(100, 100, depth, colour));

        assertThat(refusalOf(file).detail())
                .contains("colour type %d, depth %d".formatted(colour, depth));
    }

    @Test
    void anyChangedByteIsFoundByItsChunksChecksum() {
        Random random = new Random(3);
        for (int i = 0; i < 500; i++) {
            byte[] file = Samples.read(Samples.PNGS.get(i % Samples.PNGS.size())).clone();
            int at = random.nextInt(file.length);
            file[at] ^= (byte) (1 << random.nextInt(8));

            assertThat(Inspection.of(file, Samples.LIMIT))
                    .as("byte %d", at)
                    .isInstanceOf(Inspection.Refused.class);
        }
    }

    @Test
    void aFileWithoutPixelsIsCorrupt() {
        byte[] file = png(header(100, 100, 8, 2), chunk("IEND", new byte[0]));

        assertThat(refusalOf(file).detail()).isEqualTo("PNG ends without IDAT");
    }

    @Test
    void coloursByPaletteNeedOne() {
        byte[] file =
                png(
                        header(100, 100, 8, 3),
                        chunk("IDAT", new byte[10]),
                        chunk("IEND", new byte[0]));

        assertThat(refusalOf(file).detail()).contains("lacks the palette");
    }

    private static byte[] header(int width, int height, int depth, int colour) {
        return chunk(
                "IHDR",
                ByteBuffer.allocate(13)
                        .putInt(width)
                        .putInt(height)
                        .put((byte) depth)
                        .put((byte) colour)
                        .array());
    }

    private static byte[] chunk(String type, byte[] data) {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 sum = new CRC32();
        sum.update(name);
        sum.update(data);
        return ByteBuffer.allocate(12 + data.length)
                .putInt(data.length)
                .put(name)
                .put(data)
                .putInt((int) sum.getValue())
                .array();
    }

    private static byte[] png(byte[]... chunks) {
        ByteBuffer file = ByteBuffer.allocate(4096);
        file.put(SIGNATURE.getBytes(StandardCharsets.ISO_8859_1));
        for (byte[] chunk : chunks) {
            file.put(chunk);
        }
        byte[] bytes = new byte[file.flip().remaining()];
        file.get(bytes);
        return bytes;
    }
}
