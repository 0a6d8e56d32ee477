package lotic.pixels;

import lotic.inspection.ImageFormat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/// Finds the EXIF data in a file. A file whose structure is broken before it has none.
final class ExifBlock {

    private static final int EXIF_SIGNATURE = 0x45786966; // "Exif", followed by two zero bytes
    private static final int EXIF_SIGNATURE_BYTES = 6;
    private static final int PNG_CHUNK_EXIF = 0x65584966; // "eXIf"
    private static final int PNG_CHUNK_END = 0x49454e44; // "IEND"
    private static final int RIFF_CHUNK_EXIF = 0x45584946; // "EXIF"

    private ExifBlock() {}

    /// The TIFF structure of the first EXIF block of a JPEG (APP1), PNG (`eXIf`) or WebP (`EXIF`).
    static Optional<ByteBuffer> find(ImageFormat format, byte[] image) {
        return switch (format) {
            case JPEG -> inJpeg(ByteBuffer.wrap(image));
            case PNG -> inPng(ByteBuffer.wrap(image));
            case WEBP -> inRiff(ByteBuffer.wrap(image));
            case GIF, BMP -> Optional.empty();
        };
    }

    private static Optional<ByteBuffer> inJpeg(ByteBuffer file) {
        int at = 2;
        while (at <= file.limit() - 4) {
            int marker = file.getShort(at) & 0xffff;
            if (marker == 0xffff) {
                at++; // a fill byte before a marker
                continue;
            }
            if (marker < 0xff00 || marker == 0xffda) {
                return Optional.empty();
            }
            int length = file.getShort(at + 2) & 0xffff;
            if (marker == 0xffe1
                    && length >= 2 + EXIF_SIGNATURE_BYTES
                    && at + 2 + length <= file.limit()
                    && file.getInt(at + 4) == EXIF_SIGNATURE
                    && file.getShort(at + 8) == 0) {
                return Optional.of(
                        file.slice(
                                at + 4 + EXIF_SIGNATURE_BYTES, length - 2 - EXIF_SIGNATURE_BYTES));
            }
            at += 2 + length;
        }
        return Optional.empty();
    }

    private static Optional<ByteBuffer> inPng(ByteBuffer file) {
        for (long at = 8; at <= file.limit() - 12; ) {
            int start = (int) at;
            long length = file.getInt(start) & 0xffffffffL;
            int type = file.getInt(start + 4);
            if (type == PNG_CHUNK_END || at + 12 + length > file.limit()) {
                return Optional.empty();
            }
            if (type == PNG_CHUNK_EXIF) {
                return Optional.of(file.slice(start + 8, (int) length));
            }
            at += 12 + length;
        }
        return Optional.empty();
    }

    private static Optional<ByteBuffer> inRiff(ByteBuffer file) {
        ByteBuffer sizes = file.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        for (long at = 12; at <= file.limit() - 8; ) {
            int start = (int) at;
            long length = sizes.getInt(start + 4) & 0xffffffffL;
            if (at + 8 + length > file.limit()) {
                return Optional.empty();
            }
            if (file.getInt(start) == RIFF_CHUNK_EXIF) {
                return Optional.of(file.slice(start + 8, (int) length));
            }
            at += 8 + length + (length & 1); // chunks are padded to even length
        }
        return Optional.empty();
    }
}
