package lotic.pixels;

import lotic.inspection.ImageFormat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/// How a stored picture is turned upright: the eight values of EXIF tag 0x0112 (Exif 3.0, 4.6.5.1).
/// Any other value, and a damaged or missing EXIF block, means upright.
///
/// @param transposes whether rows become columns, done first
/// @param flipsColumns whether left and right are then swapped
/// @param flipsRows whether top and bottom are then swapped
record Orientation(boolean transposes, boolean flipsColumns, boolean flipsRows) {

    static final Orientation UPRIGHT = new Orientation(false, false, false);

    private static final int TAG = 0x0112;
    private static final int SHORT = 3;
    private static final int ENTRY_BYTES = 12;
    private static final int ENTRIES_MAX = 1000;

    /// Reads the orientation of a JPEG (APP1), PNG (`eXIf`) or WebP (`EXIF`) file.
    static Orientation of(ImageFormat format, byte[] image) {
        return ExifBlock.find(format, image)
                .flatMap(Orientation::tag)
                .map(Orientation::ofTag)
                .orElse(UPRIGHT);
    }

    private static Orientation ofTag(int value) {
        return switch (value) {
            case 2 -> new Orientation(false, true, false);
            case 3 -> new Orientation(false, true, true);
            case 4 -> new Orientation(false, false, true);
            case 5 -> new Orientation(true, false, false);
            case 6 -> new Orientation(true, true, false);
            case 7 -> new Orientation(true, true, true);
            case 8 -> new Orientation(true, false, true);
            default -> UPRIGHT;
        };
    }

    /// @param tiff a TIFF header and its first directory
    private static Optional<Integer> tag(ByteBuffer tiff) {
        if (tiff.limit() < 8) {
            return Optional.empty();
        }
        switch (tiff.getShort(0)) {
            case 0x4949 -> tiff.order(ByteOrder.LITTLE_ENDIAN);
            case 0x4d4d -> tiff.order(ByteOrder.BIG_ENDIAN);
            default -> {
                return Optional.empty();
            }
        }
        int directory = tiff.getInt(4);
        if (tiff.getShort(2) != 42 || directory < 8 || directory > tiff.limit() - 2) {
            return Optional.empty();
        }
        int entries = Math.min(tiff.getShort(directory) & 0xffff, ENTRIES_MAX);
        for (int i = 0; i < entries; i++) {
            int entry = directory + 2 + i * ENTRY_BYTES;
            if (entry > tiff.limit() - ENTRY_BYTES) {
                return Optional.empty();
            }
            if ((tiff.getShort(entry) & 0xffff) == TAG && tiff.getShort(entry + 2) == SHORT) {
                return Optional.of(tiff.getShort(entry + 8) & 0xffff);
            }
        }
        return Optional.empty();
    }
}
