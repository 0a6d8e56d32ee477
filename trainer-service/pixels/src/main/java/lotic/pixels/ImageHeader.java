package lotic.pixels;

import lotic.inspection.Dimensions;
import lotic.inspection.ImageFormat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// What the first bytes of a file say about its picture. Nothing goes to the native decoders before
/// this has recognised it and found its size bearable.
///
/// This only looks far enough to know format and size: whether the rest is sound was the gate's
/// question, and is the decoder's.
///
/// @param format by the file's first bytes
/// @param stored size of the picture as it is stored
/// @param orientation how the stored picture is turned upright
record ImageHeader(ImageFormat format, Dimensions stored, Orientation orientation) {

    /// A picture of more pixels is refused before anything is allocated for it.
    static final int PIXELS_MAX = 1 << 26;

    /// A side longer than any JPEG has is refused.
    static final int SIDE_MAX = 65_535;

    /// Size of the upright picture.
    Dimensions upright() {
        if (!orientation.transposes()) {
            return stored;
        }
        return new Dimensions(/* width= */ stored.height(), /* height= */ stored.width());
    }

    /// @throws UndecodableImageException if the format is not known, the header is cut off, or the
    ///   picture has no pixels or too many
    static ImageHeader read(byte[] image) {
        ImageFormat format =
                ImageFormat.of(image)
                        .orElseThrow(
                                () ->
                                        new UndecodableImageException(
                                                "%d bytes that start like no image format"
                                                        .formatted(image.length)));
        Dimensions size = bearable(size(format, ByteBuffer.wrap(image)));
        return new ImageHeader(format, size, Orientation.of(format, image));
    }

    private static Dimensions bearable(Dimensions size) {
        if (size.width() < 1
                || size.height() < 1
                || size.width() > SIDE_MAX
                || size.height() > SIDE_MAX
                || size.pixels() > PIXELS_MAX) {
            throw new UndecodableImageException(
                    "%s pixels; each side must have 1 to %d, both together %d at most"
                            .formatted(size, SIDE_MAX, PIXELS_MAX));
        }
        return size;
    }

    private static Dimensions size(ImageFormat format, ByteBuffer file) {
        return switch (format) {
            case JPEG -> jpegSize(file);
            case PNG -> {
                mustHave(file, 24);
                yield new Dimensions(file.getInt(16), file.getInt(20));
            }
            case GIF -> {
                mustHave(file.order(ByteOrder.LITTLE_ENDIAN), 10);
                yield new Dimensions(unsigned(file, 6), unsigned(file, 8));
            }
            case WEBP -> webpSize(file.order(ByteOrder.LITTLE_ENDIAN));
            case BMP -> bmpSize(file.order(ByteOrder.LITTLE_ENDIAN));
        };
    }

    /// From the first frame header, SOF0 to SOF15 (ITU-T T.81, B.2.2).
    private static Dimensions jpegSize(ByteBuffer file) {
        int at = 2;
        while (true) {
            mustHave(file, at + 9);
            int marker = unsigned(file, at);
            if (marker == 0xffff) {
                at++; // a fill byte before a marker
                continue;
            }
            boolean noFrame = marker == 0xffc4 || marker == 0xffc8 || marker == 0xffcc;
            if (marker >= 0xffc0 && marker <= 0xffcf && !noFrame) {
                return new Dimensions(unsigned(file, at + 7), unsigned(file, at + 5));
            }
            if (marker < 0xff00) {
                throw new UndecodableImageException("JPEG without a marker at byte " + at);
            }
            at += 2 + unsigned(file, at + 2);
        }
    }

    /// From the first chunk: canvas, lossless or lossy bitstream (RFC 9649, RFC 6386 section 9.1).
    private static Dimensions webpSize(ByteBuffer file) {
        mustHave(file, 30);
        return switch (file.get(15)) {
            case 'X' -> new Dimensions(1 + (file.getInt(23) >>> 8), 1 + (file.getInt(26) >>> 8));
            case 'L' -> {
                int sides = file.getInt(21);
                yield new Dimensions(1 + (sides & 0x3fff), 1 + ((sides >> 14) & 0x3fff));
            }
            default -> new Dimensions(unsigned(file, 26) & 0x3fff, unsigned(file, 28) & 0x3fff);
        };
    }

    /// Two bytes a side in the oldest header, four in the others; a negative height runs downwards.
    private static Dimensions bmpSize(ByteBuffer file) {
        mustHave(file, 26);
        return file.getInt(14) == 12
                ? new Dimensions(unsigned(file, 18), unsigned(file, 20))
                : new Dimensions(file.getInt(18), Math.abs(file.getInt(22)));
    }

    private static int unsigned(ByteBuffer file, int at) {
        return Short.toUnsignedInt(file.getShort(at));
    }

    private static void mustHave(ByteBuffer file, int bytes) {
        if (file.limit() < bytes) {
            throw new UndecodableImageException(
                    "ends after %d bytes, inside the header".formatted(file.limit()));
        }
    }
}
