package lotic.inspection;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/// The formats that are taken, each told by its first bytes and never by a declared type.
public enum ImageFormat {
    JPEG("image/jpeg") {
        @Override
        Structure scan(ByteCursor file, PixelLimit limit) {
            return JpegScan.scan(file, limit);
        }

        @Override
        boolean starts(byte[] file) {
            return has(file, 0, 0xFF, 0xD8, 0xFF);
        }
    },
    PNG("image/png") {
        @Override
        Structure scan(ByteCursor file, PixelLimit limit) {
            return PngScan.scan(file, limit);
        }

        @Override
        boolean starts(byte[] file) {
            return has(file, 0, 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n');
        }
    },
    WEBP("image/webp") {
        @Override
        Structure scan(ByteCursor file, PixelLimit limit) {
            return WebpScan.scan(file, limit);
        }

        @Override
        boolean starts(byte[] file) {
            return has(file, 0, "RIFF") && has(file, 8, "WEBP");
        }
    },
    GIF("image/gif") {
        @Override
        Structure scan(ByteCursor file, PixelLimit limit) {
            return GifScan.scan(file, limit);
        }

        @Override
        boolean starts(byte[] file) {
            return has(file, 0, "GIF87a") || has(file, 0, "GIF89a");
        }
    },
    BMP("image/bmp") {
        @Override
        Structure scan(ByteCursor file, PixelLimit limit) {
            return BmpScan.scan(file, limit);
        }

        @Override
        boolean starts(byte[] file) {
            // Two letters start many a text: the size of the second header must be one that exists.
            return has(file, 0, "BM")
                    && has(file, 15, 0, 0, 0)
                    && switch (Byte.toUnsignedInt(file[14])) {
                        case 12, 40, 52, 56, 64, 108, 124 -> true;
                        default -> false;
                    };
        }
    };

    private final String mediaType;

    ImageFormat(String mediaType) {
        this.mediaType = mediaType;
    }

    /// As registered with IANA.
    public String mediaType() {
        return mediaType;
    }

    abstract boolean starts(byte[] file);

    /// Walks through a file of this format to the end.
    ///
    /// @param file at its first byte
    /// @throws Refusal if the file is not to be taken
    abstract Structure scan(ByteCursor file, PixelLimit limit);

    /// The format that the first bytes announce.
    public static Optional<ImageFormat> of(byte[] file) {
        for (ImageFormat format : values()) {
            if (format.starts(file)) {
                return Optional.of(format);
            }
        }
        return Optional.empty();
    }

    static boolean has(byte[] file, int at, int... expected) {
        if (file.length < at + expected.length) {
            return false;
        }
        for (int i = 0; i < expected.length; i++) {
            if (file[at + i] != (byte) expected[i]) {
                return false;
            }
        }
        return true;
    }

    static boolean has(byte[] file, int at, String expected) {
        byte[] ascii = expected.getBytes(StandardCharsets.US_ASCII);
        return file.length >= at + ascii.length
                && Arrays.equals(file, at, at + ascii.length, ascii, 0, ascii.length);
    }
}
