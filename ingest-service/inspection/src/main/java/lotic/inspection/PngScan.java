package lotic.inspection;

import java.util.zip.CRC32;

/// PNG from its signature to IEND: order, length and checksum of every chunk (W3C PNG, third
/// edition).
final class PngScan {

    private static final int SIGNATURE_BYTES = 8;
    private static final int HEADER_BYTES = 13;
    private static final int PALETTE_COLOUR = 3;
    private static final int INTERLACED = 1;

    private PngScan() {}

    static Structure scan(ByteCursor file, PixelLimit limit) {
        file.skip(SIGNATURE_BYTES, "the signature");
        Chunk header = chunk(file);
        if (!header.type.equals("IHDR") || header.length != HEADER_BYTES) {
            throw Refusal.corrupt("starts with chunk %s, not IHDR".formatted(header));
        }
        int colour = Byte.toUnsignedInt(file.bytes()[header.start + 9]);
        Dimensions size = header(file.bytes(), header.start, colour);
        Structure.within(limit, size);
        boolean palette = false;
        boolean data = false;
        int frames = 1;
        while (true) {
            Chunk chunk = chunk(file);
            switch (chunk.type) {
                case "IHDR" -> throw Refusal.corrupt("has a second IHDR");
                case "PLTE" -> palette = true;
                case "IDAT" -> data = true;
                case "acTL" -> frames = Math.max(1, animationFrames(file.bytes(), chunk));
                case "IEND" -> {
                    if (!data) {
                        throw Refusal.corrupt("ends without IDAT");
                    }
                    if (colour == PALETTE_COLOUR && !palette) {
                        throw Refusal.corrupt("lacks the palette that its colour type needs");
                    }
                    return new Structure(size, frames);
                }
                default -> {
                    // Other chunks describe; only their length and checksum matter here.
                }
            }
        }
    }

    /// Reads over a chunk and proves its checksum.
    private static Chunk chunk(ByteCursor file) {
        String what = "a chunk";
        long length = file.u32(what);
        int typeStart = file.position();
        String type = file.fourCharacters(what);
        if (!type.chars().allMatch(PngScan::isLetter)) {
            throw Refusal.corrupt("has no chunk type at byte " + typeStart);
        }
        if (length > Integer.MAX_VALUE) {
            throw Refusal.corrupt("has chunk %s of %d bytes".formatted(type, length));
        }
        file.skip(length, "chunk " + type);
        CRC32 sum = new CRC32();
        sum.update(file.bytes(), typeStart, file.position() - typeStart);
        if (file.u32("the checksum of chunk " + type) != sum.getValue()) {
            throw Refusal.corrupt(
                    "has chunk %s at byte %d with a wrong checksum".formatted(type, typeStart - 4));
        }
        return new Chunk(type, typeStart + 4, (int) length);
    }

    private static boolean isLetter(int c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    }

    private static Dimensions header(byte[] bytes, int start, int colour) {
        ByteCursor header = new ByteCursor(bytes);
        header.skip(start, "IHDR");
        long width = header.u32("IHDR");
        long height = header.u32("IHDR");
        int depth = header.u8("IHDR");
        header.skip(1, "IHDR");
        int compression = header.u8("IHDR");
        int filter = header.u8("IHDR");
        int interlace = header.u8("IHDR");
        boolean known = compression == 0 && filter == 0 && interlace <= INTERLACED;
        if (!known
                || !fits(colour, depth)
                || width == 0
                || height == 0
                || width > Integer.MAX_VALUE
                || height > Integer.MAX_VALUE) {
            throw Refusal.corrupt(
                    "declares %d x %d pixels, colour type %d, depth %d, methods %d/%d/%d"
                            .formatted(
                                    width, height, colour, depth, compression, filter, interlace));
        }
        return new Dimensions((int) width, (int) height);
    }

    /// The pairs of colour type and bit depth that there are (section 11.2.1, table 12).
    private static boolean fits(int colour, int depth) {
        return switch (colour) {
            case 0 -> depth == 1 || depth == 2 || depth == 4 || depth == 8 || depth == 16;
            case PALETTE_COLOUR -> depth == 1 || depth == 2 || depth == 4 || depth == 8;
            case 2, 4, 6 -> depth == 8 || depth == 16;
            default -> false;
        };
    }

    /// Frames of an animated PNG, by its control chunk.
    private static int animationFrames(byte[] bytes, Chunk chunk) {
        ByteCursor control = new ByteCursor(bytes);
        control.skip(chunk.start, "acTL");
        long frames = chunk.length < 4 ? 1 : control.u32("acTL");
        return (int) Math.min(frames, Integer.MAX_VALUE);
    }

    /// @param start where its data start in the file
    private record Chunk(String type, int start, int length) {}
}
