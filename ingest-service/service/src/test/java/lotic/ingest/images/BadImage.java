package lotic.ingest.images;

import lotic.schemas.RejectionReason;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.CRC32;

/// Every kind of image that must not get through, and how each way in says so.
public enum BadImage {
    TEXT_NAMED_JPG(RejectionReason.NOT_AN_IMAGE, 415),
    AVIF(RejectionReason.UNSUPPORTED_FORMAT, 415),
    TIFF(RejectionReason.UNSUPPORTED_FORMAT, 415),
    SVG(RejectionReason.UNSUPPORTED_FORMAT, 415),
    FOUR_HUNDRED_MEGAPIXELS(RejectionReason.TOO_MANY_PIXELS, 422),
    ONE_PIXEL_GIF(RejectionReason.TOO_SMALL, 422),
    TRUNCATED_JPEG(RejectionReason.TRUNCATED, 422),
    TRUNCATED_PNG(RejectionReason.TRUNCATED, 422),
    TRUNCATED_GIF(RejectionReason.TRUNCATED, 422),
    TRUNCATED_WEBP(RejectionReason.TRUNCATED, 422),
    CORRUPT_JPEG(RejectionReason.CORRUPT, 422),
    CORRUPT_PNG(RejectionReason.CORRUPT, 422);

    private final RejectionReason reason;
    private final int status;

    BadImage(RejectionReason reason, int status) {
        this.reason = reason;
        this.status = status;
    }

    /// As the record of a rejection says it.
    public RejectionReason reason() {
        return reason;
    }

    /// As HTTP says it.
    public int status() {
        return status;
    }

    public byte[] bytes() {
        return switch (this) {
            case TEXT_NAMED_JPG -> text("# Photos of last summer");
            case AVIF -> hex("0000001c66747970617669660000000061766966");
            case TIFF -> hex("49492a0008000000");
            case SVG -> text("<svg xmlns='http://www.w3.org/2000/svg'/>");
            case FOUR_HUNDRED_MEGAPIXELS -> pixelBomb();
            case ONE_PIXEL_GIF ->
                    hex(
                            "47494638396101000100800000000000ffffff21f90401000000002c"
                                    + "00000000010001000002024401003b");
            case TRUNCATED_JPEG -> firstHalf(Pictures.largeJpeg(1));
            case TRUNCATED_PNG -> firstHalf(Pictures.palettePng());
            case TRUNCATED_GIF -> firstHalf(Pictures.animatedGif());
            case TRUNCATED_WEBP -> firstHalf(Pictures.webp());
            case CORRUPT_JPEG -> overwrittenJpeg();
            case CORRUPT_PNG -> overwrittenPng();
        };
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }

    private static byte[] firstHalf(byte[] file) {
        return Arrays.copyOf(file, file.length / 2);
    }

    private static byte[] overwrittenJpeg() {
        byte[] file = Pictures.largeJpeg(2);
        Arrays.fill(file, file.length / 2, file.length / 2 + 500, (byte) 0x7F);
        return file;
    }

    private static byte[] overwrittenPng() {
        byte[] file = Pictures.sixteenBitPng();
        file[file.length / 2] ^= 1;
        return file;
    }

    /// A PNG of a few dozen bytes that declares 20 000 x 20 000 pixels.
    private static byte[] pixelBomb() {
        byte[] header = {'I', 'H', 'D', 'R', 0, 0, 0x4E, 0x20, 0, 0, 0x4E, 0x20, 8, 2, 0, 0, 0};
        CRC32 sum = new CRC32();
        sum.update(header);
        return ByteBuffer.allocate(8 + 4 + header.length + 4)
                .put(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'})
                .putInt(13)
                .put(header)
                .putInt((int) sum.getValue())
                .array();
    }
}
