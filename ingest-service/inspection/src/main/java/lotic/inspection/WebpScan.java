package lotic.inspection;

import java.util.Optional;

/// WebP: the RIFF container and the head of each bitstream in it (RFC 9649).
final class WebpScan {

    private static final int ANIMATION_FRAME_HEADER_BYTES = 16;
    private static final int LOSSLESS_SIGNATURE = 0x2F;
    private static final int START_CODE = 0x2A019D;
    private static final int SIDE_BITS = 14;
    private static final int SIDE_MASK = (1 << SIDE_BITS) - 1;

    private WebpScan() {}

    static Structure scan(ByteCursor file, PixelLimit limit) {
        file.skip(4, "the container");
        long containerBytes = file.u32Little("the container");
        if (containerBytes < 4) {
            throw Refusal.corrupt("declares a container of " + containerBytes + " bytes");
        }
        long end = file.position() + containerBytes;
        file.skip(4, "the container");
        Optional<Dimensions> canvas = Optional.empty();
        int frames = 0;
        // A chunk of odd length is padded, but the last one's padding is sometimes left out.
        while (end - file.position() >= 2) {
            String type = file.fourCharacters("a chunk");
            String what = "chunk " + type.trim();
            long length = file.u32Little(what);
            int start = file.position();
            if (start + length > end) {
                throw Refusal.corrupt(
                        "has %s of %d bytes reaching out of its container".formatted(what, length));
            }
            if (canvas.isEmpty()) {
                canvas = Optional.of(Structure.within(limit, firstChunk(type, length, file)));
            }
            if (isFrame(type, length)) {
                frames++;
            }
            file.skip(start + length - file.position(), what);
            if (length % 2 == 1 && file.position() < end) {
                file.skip(1, what);
            }
        }
        if (canvas.isEmpty() || frames == 0) {
            throw Refusal.corrupt("holds no picture");
        }
        return new Structure(canvas.get(), frames);
    }

    /// The first chunk is a bitstream, or says how large the canvas of those to come is.
    private static Dimensions firstChunk(String type, long length, ByteCursor file) {
        return switch (type) {
            case "VP8 " -> lossy(length, file);
            case "VP8L" -> lossless(length, file);
            case "VP8X" -> {
                mustHave(10, length, type);
                file.skip(4, type);
                yield new Dimensions(file.u24Little(type) + 1, file.u24Little(type) + 1);
            }
            default -> throw Refusal.corrupt("starts with chunk " + type.trim());
        };
    }

    /// A key frame (RFC 6386, section 9.1).
    private static Dimensions lossy(long length, ByteCursor file) {
        mustHave(10, length, "VP8");
        int tag = file.u24Little("VP8");
        int startCode = file.u24Little("VP8");
        int firstPartitionBytes = tag >> 5;
        if ((tag & 1) != 0 || startCode != START_CODE || firstPartitionBytes > length - 10) {
            throw Refusal.corrupt("has a VP8 chunk that does not start a key frame");
        }
        return new Dimensions(file.u16Little("VP8") & SIDE_MASK, file.u16Little("VP8") & SIDE_MASK);
    }

    private static Dimensions lossless(long length, ByteCursor file) {
        mustHave(5, length, "VP8L");
        int signature = file.u8("VP8L");
        long packed = file.u32Little("VP8L");
        int version = (int) (packed >> 29);
        if (signature != LOSSLESS_SIGNATURE || version != 0) {
            throw Refusal.corrupt("has a VP8L chunk without its signature");
        }
        return new Dimensions(
                (int) (packed & SIDE_MASK) + 1, (int) (packed >> SIDE_BITS & SIDE_MASK) + 1);
    }

    private static boolean isFrame(String type, long length) {
        return switch (type) {
            case "VP8 ", "VP8L" -> true;
            case "ANMF" -> {
                mustHave(ANIMATION_FRAME_HEADER_BYTES, length, type);
                yield true;
            }
            default -> false;
        };
    }

    private static void mustHave(int bytes, long length, String type) {
        if (length < bytes) {
            throw Refusal.corrupt("has a %s chunk of %d bytes".formatted(type.trim(), length));
        }
    }
}
