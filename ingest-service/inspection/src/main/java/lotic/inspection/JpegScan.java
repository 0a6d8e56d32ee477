package lotic.inspection;

import java.util.Optional;

/// JPEG from SOI to EOI: every segment and every scan's entropy-coded bytes (ITU-T T.81, annex B).
///
/// What follows EOI is not looked at: cameras append previews and films there.
final class JpegScan {

    private static final int SOF0 = 0xC0;
    private static final int SOF15 = 0xCF;
    private static final int DHT = 0xC4;
    private static final int JPG = 0xC8;
    private static final int DAC = 0xCC;
    private static final int RST0 = 0xD0;
    private static final int RST7 = 0xD7;
    private static final int SOI = 0xD8;
    private static final int EOI = 0xD9;
    private static final int SOS = 0xDA;
    private static final int PREFIX = 0xFF;

    private JpegScan() {}

    static Structure scan(ByteCursor file, PixelLimit limit) {
        file.skip(2, "SOI");
        Optional<Dimensions> size = Optional.empty();
        boolean scanned = false;
        while (true) {
            int marker = marker(file);
            if (marker == EOI) {
                break;
            } else if (isFrameHeader(marker)) {
                if (size.isPresent()) {
                    throw Refusal.corrupt("has a second frame header at " + at(file));
                }
                size = Optional.of(Structure.within(limit, frameHeader(marker, file)));
            } else if (marker == SOS) {
                if (size.isEmpty()) {
                    throw Refusal.corrupt("starts a scan before its frame header at " + at(file));
                }
                skipSegment(file, "the header of a scan");
                skipEntropyCoded(file);
                scanned = true;
            } else if (marker == SOI || (marker >= RST0 && marker <= RST7)) {
                throw Refusal.corrupt(
                        "has marker FF%02X out of place at %s".formatted(marker, at(file)));
            } else {
                skipSegment(file, "segment FF%02X".formatted(marker));
            }
        }
        if (!scanned) {
            throw Refusal.corrupt("ends without a scan");
        }
        return new Structure(size.orElseThrow(), 1);
    }

    /// The next marker's code; it may be preceded by any number of fill bytes FF.
    private static int marker(ByteCursor file) {
        if (file.u8("a marker") != PREFIX) {
            throw Refusal.corrupt("has no marker where one belongs, at " + at(file));
        }
        int code = PREFIX;
        while (code == PREFIX) {
            code = file.u8("a marker");
        }
        if (code < SOF0) {
            throw Refusal.corrupt(
                    "has the impossible marker FF%02X at %s".formatted(code, at(file)));
        }
        return code;
    }

    private static boolean isFrameHeader(int marker) {
        return marker >= SOF0 && marker <= SOF15 && marker != DHT && marker != JPG && marker != DAC;
    }

    private static Dimensions frameHeader(int marker, ByteCursor file) {
        String what = "the frame header";
        int length = file.u16(what);
        int precision = file.u8(what);
        int height = file.u16(what);
        int width = file.u16(what);
        int components = file.u8(what);
        if (length != 8 + 3 * components || width == 0) {
            throw Refusal.corrupt(
                    "has a frame header of %d bytes for %d components, width %d"
                            .formatted(length, components, width));
        }
        file.skip(3L * components, what);
        // Baseline, extended and progressive; lossless, hierarchical and arithmetic are for
        // archives.
        if (marker > 0xC2 || precision != 8 || height == 0) {
            throw Refusal.unsupported(
                    "JPEG of process SOF%d with %d bits and %s is not taken: save it as baseline"
                            .formatted(marker - SOF0, precision, new Dimensions(width, height)));
        }
        if (components != 1 && components != 3 && components != 4) {
            throw Refusal.unsupported("JPEG of " + components + " components is not taken");
        }
        return new Dimensions(width, height);
    }

    private static void skipSegment(ByteCursor file, String what) {
        int length = file.u16(what);
        if (length < 2) {
            throw Refusal.corrupt("has a length of %d in %s".formatted(length, what));
        }
        file.skip(length - 2L, what);
    }

    /// Up to the next marker that is no restart. An FF in the data is followed by 00.
    private static void skipEntropyCoded(ByteCursor file) {
        byte[] bytes = file.bytes();
        int last = bytes.length - 1;
        for (int i = file.position(); i < last; i++) {
            if (bytes[i] != (byte) PREFIX) {
                continue;
            }
            int code = Byte.toUnsignedInt(bytes[i + 1]);
            if (code != 0 && code != PREFIX && (code < RST0 || code > RST7)) {
                file.skip(i - file.position(), "a scan");
                return;
            }
        }
        file.skip(bytes.length, "a scan");
    }

    private static String at(ByteCursor file) {
        return "byte " + file.position();
    }
}
