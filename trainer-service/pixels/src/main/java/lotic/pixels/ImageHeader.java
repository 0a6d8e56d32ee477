package lotic.pixels;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// What the first bytes of a file say about its picture. Nothing goes to the native decoders before
/// this has recognised it.
///
/// @param jpeg whether the file is a JPEG, the one format that decodes at reduced size
/// @param stored size of the picture as it is stored
/// @param orientation how the stored picture is turned upright
record ImageHeader(boolean jpeg, Dimensions stored, Orientation orientation) {

    /// Size of the upright picture.
    Dimensions upright() {
        return orientation.transposes() ? stored.transposed() : stored;
    }

    /// @throws UndecodableImageException if this is no JPEG, PNG, GIF or WebP file
    static ImageHeader read(byte[] image) {
        boolean jpeg = starts(image, 0, "\u00ff\u00d8\u00ff");
        Optional<Dimensions> size =
                jpeg
                        ? jpegSize(image)
                        : starts(image, 0, "\u0089PNG\r\n\u001a\n")
                                ? pngSize(image)
                                : starts(image, 0, "GIF8")
                                        ? gifSize(image)
                                        : starts(image, 0, "RIFF") && starts(image, 8, "WEBP")
                                                ? webpSize(image)
                                                : Optional.empty();
        return size.map(s -> new ImageHeader(jpeg, s, Orientation.of(image)))
                .orElseThrow(
                        () ->
                                new UndecodableImageException(
                                        "neither JPEG, PNG, GIF nor WebP, or its header is"
                                                + " damaged"));
    }

    private static Optional<Dimensions> jpegSize(byte[] image) {
        for (int at = 2; at + 9 <= image.length; ) {
            int marker = image[at + 1] & 0xff;
            if (image[at] != (byte) 0xff) {
                return Optional.empty();
            }
            boolean frame =
                    marker >= 0xc0
                            && marker <= 0xcf
                            && marker != 0xc4
                            && marker != 0xc8
                            && marker != 0xcc;
            if (frame) {
                return size(bigEndian(image, at + 7, 2), bigEndian(image, at + 5, 2));
            }
            at += marker == 0xff ? 1 : 2 + bigEndian(image, at + 2, 2);
        }
        return Optional.empty();
    }

    private static Optional<Dimensions> pngSize(byte[] image) {
        return image.length < 24
                ? Optional.empty()
                : size(bigEndian(image, 16, 4), bigEndian(image, 20, 4));
    }

    private static Optional<Dimensions> gifSize(byte[] image) {
        return image.length < 10
                ? Optional.empty()
                : size(littleEndian(image, 6, 2), littleEndian(image, 8, 2));
    }

    private static Optional<Dimensions> webpSize(byte[] image) {
        if (image.length < 30) {
            return Optional.empty();
        }
        if (starts(image, 12, "VP8X")) {
            return size(1 + littleEndian(image, 24, 3), 1 + littleEndian(image, 27, 3));
        }
        if (starts(image, 12, "VP8L")) {
            int bits = littleEndian(image, 21, 4);
            return size(1 + (bits & 0x3fff), 1 + ((bits >>> 14) & 0x3fff));
        }
        return size(littleEndian(image, 26, 2) & 0x3fff, littleEndian(image, 28, 2) & 0x3fff);
    }

    private static Optional<Dimensions> size(int width, int height) {
        return width < 1 || height < 1
                ? Optional.empty()
                : Optional.of(new Dimensions(width, height));
    }

    private static boolean starts(byte[] image, int at, String magic) {
        byte[] bytes = magic.getBytes(StandardCharsets.ISO_8859_1);
        for (int i = 0; i < bytes.length; i++) {
            if (at + i >= image.length || image[at + i] != bytes[i]) {
                return false;
            }
        }
        return true;
    }

    private static int bigEndian(byte[] image, int at, int length) {
        int value = 0;
        for (int i = 0; i < length; i++) {
            value = (value << 8) | (image[at + i] & 0xff);
        }
        return value;
    }

    private static int littleEndian(byte[] image, int at, int length) {
        int value = 0;
        for (int i = length - 1; i >= 0; i--) {
            value = (value << 8) | (image[at + i] & 0xff);
        }
        return value;
    }
}
