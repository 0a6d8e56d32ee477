package lotic.inspection;

import static lotic.inspection.Samples.LIMIT;
import static lotic.inspection.Samples.refusalOf;
import static lotic.inspection.Samples.take;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

class InspectionTest {

    private static final int LARGEST_FILE_BYTES = 15 << 20;

    static Stream<String> samples() {
        return Samples.all();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void whatEncodersMakeIsTakenWithItsFormatAndSize(String name) {
        Inspection.Taken taken = take(Samples.read(name));

        String extension = name.substring(name.lastIndexOf('.') + 1);
        assertThat(taken.format().mediaType())
                .isEqualTo("image/" + extension.replace("jpg", "jpeg"));
        assertThat(taken.size()).isEqualTo(new Dimensions(40, 24));
        assertThat(taken.frames()).isEqualTo(name.startsWith("animated") ? 3 : 1);
        assertThat(taken.animated()).isEqualTo(name.startsWith("animated"));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void noFileThatIsCutShortIsTaken(String name) {
        byte[] file = Samples.read(name);

        for (int length = 0; length < file.length; length++) {
            byte[] cut = Arrays.copyOf(file, length);
            assertThat(Inspection.of(cut, LIMIT))
                    .as("%s, %d bytes", name, length)
                    .isInstanceOf(Inspection.Refused.class);
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void aFileWithoutItsLastQuarterIsTruncated(String name) {
        byte[] file = Samples.read(name);

        Inspection.Refused refused = refusalOf(Arrays.copyOf(file, file.length * 3 / 4));

        assertThat(refused.reason()).isEqualTo(Reason.TRUNCATED);
        assertThat(refused.detail()).contains("ends after " + file.length * 3 / 4 + " bytes");
    }

    @ParameterizedTest
    @MethodSource("samples")
    void bytesBehindTheEndAreNotLookedAt(String name) {
        byte[] file = Samples.read(name);

        assertThat(take(Arrays.copyOf(file, file.length + 100)).size().pixels()).isEqualTo(960);
    }

    @ParameterizedTest
    @CsvSource({
        "0000001C66747970 61766966 00000000, AVIF",
        "0000002066747970 6D696631 00000000 6D696631 61766966, AVIF",
        "0000001866747970 68656963 00000000, HEIC",
        "49492A0008000000, TIFF",
        "4D4D002A00000008, TIFF",
        "0000000C6A5020200D0A870A, JPEG 2000",
        "FF4FFF51002F, JPEG 2000",
        "0000000C4A584C200D0A870A, JPEG XL",
        "762F310102000000, OpenEXR",
        "3842505300010000, Photoshop",
        "3C3F786D6C2076657273696F6E3D22312E30223F3E0A3C73766720, SVG"
    })
    void knownFormatsThatAreNotTakenAreRefusedByName(String hex, String name) {
        byte[] file = HexFormat.of().parseHex(hex.replace(" ", ""));

        assertThat(refusalOf(file))
                .isEqualTo(
                        new Inspection.Refused(
                                Reason.UNSUPPORTED_FORMAT,
                                name + " is not taken; send JPEG, PNG, WebP, GIF or BMP"));
    }

    static Stream<Arguments> noImages() {
        return Stream.of(
                Arguments.of("# Photos\nof last summer", "starts with \"# Photos\""),
                Arguments.of("BMX bikes are small", "starts with \"BMX bikes are sm\""),
                Arguments.of("RIFF....WAVE", "starts with \"RIFF....WAVE\""),
                Arguments.of("say \"hello\"", "starts with \"say 'hello'\""),
                Arguments.of("\0\1\2", "starts with 00 01 02"),
                Arguments.of("\r\nevil: header", "starts with 0d 0a 65 76 69 6c 3a 20"),
                Arguments.of("", "starts with nothing: it is empty"));
    }

    @ParameterizedTest
    @MethodSource("noImages")
    void anythingElseIsNoImageWhateverItsName(String text, String detail) {
        byte[] file = text.getBytes(StandardCharsets.ISO_8859_1);

        assertThat(refusalOf(file)).isEqualTo(new Inspection.Refused(Reason.NOT_AN_IMAGE, detail));
    }

    @Test
    void aPixelOfGifIsTooSmall() {
        byte[] pixel =
                HexFormat.of()
                        .parseHex(
                                "47494638396101000100800000000000ffffff21f90401000000002c"
                                        + "00000000010001000002024401003b");

        assertThat(refusalOf(pixel))
                .isEqualTo(
                        new Inspection.Refused(
                                Reason.TOO_SMALL, "GIF 1 x 1 pixels, shortest side allowed 8"));
    }

    @Test
    void oneSideAboveTheLimitIsTooMuch() {
        PixelLimit narrow = new PixelLimit(1000, 39, 8, 60);

        assertThat(Inspection.of(Samples.read("still.gif"), narrow))
                .isEqualTo(
                        new Inspection.Refused(
                                Reason.TOO_MANY_PIXELS,
                                "GIF 40 x 24 pixels, longest side allowed 39"));
    }

    @ParameterizedTest
    @CsvSource({"animated.gif", "animated.png", "animated.webp"})
    void anAnimationOfMoreFramesThanAllowedIsTooMuch(String name) {
        PixelLimit two = new PixelLimit(1000, 100, 8, 2);

        assertThat(Inspection.of(Samples.read(name), two))
                .isInstanceOfSatisfying(
                        Inspection.Refused.class,
                        refused -> {
                            assertThat(refused.reason()).isEqualTo(Reason.TOO_MANY_PIXELS);
                            assertThat(refused.detail()).endsWith("3 frames, limit 2");
                        });
    }

    @Test
    void noChangeOfBytesThrows() {
        Random random = new Random(42);
        List<byte[]> files = Samples.all().map(Samples::read).toList();

        for (int i = 0; i < 60_000; i++) {
            byte[] changed = files.get(i % files.size()).clone();
            for (int n = random.nextInt(4); n >= 0; n--) {
                changed[random.nextInt(changed.length)] = (byte) random.nextInt();
            }
            int length = random.nextInt(8) == 0 ? random.nextInt(changed.length) : changed.length;
            byte[] hostile = Arrays.copyOf(changed, length);
            assertThatCode(() -> Inspection.of(hostile, LIMIT))
                    .as("round %d of seed 42", i)
                    .doesNotThrowAnyException();
        }
    }

    static Stream<Arguments> floods() {
        return Stream.of(
                Arguments.of("fill bytes", flood("FFD8", "FF")),
                Arguments.of("empty segments", flood("FFD8", "FFE00002")),
                Arguments.of("scan data", flood(greyJpeg(32_000), "00")),
                Arguments.of("stuffed scan data", flood(greyJpeg(32_000), "FF00")),
                Arguments.of("GIF extensions", flood("474946383961 0100 0100 00 00 00", "21FE00")),
                Arguments.of("GIF blocks", flood("474946383961 0100 0100 00 00 00 21FE", "0100")),
                Arguments.of("PNG chunks", flood(pngStart(), "00000000 74455874 8A3BAB38")),
                Arguments.of(
                        "WebP chunks", flood("52494646 F8FFEF00 57454250", "41424344 00000000")),
                Arguments.of("text that may be SVG", flood("3C", "20")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("floods")
    void theLargestFileOfNothingButOneThingIsReadInLinearTime(String what, byte[] file) {
        // Some 50 ms each on one core; what is not linear takes minutes.
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> Inspection.of(file, LIMIT));
    }

    private static byte[] flood(String start, String unit) {
        return flood(HexFormat.of().parseHex(start.replace(" ", "")), unit);
    }

    private static byte[] flood(byte[] start, String unit) {
        byte[] repeated = HexFormat.of().parseHex(unit.replace(" ", ""));
        byte[] file = Arrays.copyOf(start, LARGEST_FILE_BYTES);
        for (int i = start.length; i < file.length; i++) {
            file[i] = repeated[(i - start.length) % repeated.length];
        }
        return file;
    }

    private static byte[] greyJpeg(int height) {
        return JpegBytes.grey(height, 0).toBytes();
    }

    private static byte[] pngStart() {
        return Arrays.copyOf(Samples.read("alpha.png"), 33);
    }
}
