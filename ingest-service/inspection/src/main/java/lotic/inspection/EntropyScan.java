package lotic.inspection;

import java.util.List;

/// Walks through the entropy-coded bytes of one JPEG scan and proves that they hold as many blocks
/// as the frame has, each of possible codes (ITU-T T.81, F.2 and G.2). No coefficient is made of
/// them.
///
/// A decoder answers damage here with a picture that is grey or garbled from there on, and without
/// an error; so this is where it must be found. Work is linear in the bytes: every step takes a bit
/// at least.
final class EntropyScan {

    private static final int COEFFICIENTS = 64;
    private static final int DC_BITS_MAX = 11;
    private static final int AC_BITS_MAX = 10;
    private static final int ZERO_RUN = 15;
    private static final int RST0 = 0xD0;

    /// What a scan holds of each block.
    enum Content {
        /// All coefficients.
        WHOLE,
        /// The mean, or its higher bits.
        DC_FIRST,
        /// One more bit of the mean.
        DC_NEXT_BIT,
        /// A band of the others, or their higher bits.
        AC_FIRST
    }

    /// One component's part of a unit.
    ///
    /// @param blocks how many in a unit
    record Part(int blocks, HuffmanTable dc, HuffmanTable ac) {}

    private final byte[] file;
    private final EntropyBits bits;
    private final Content content;
    private final List<Part> parts;
    private final int bandStart;
    private final int bandEnd;

    /// @param start first byte behind the scan's header
    /// @param bandStart first coefficient that the scan holds
    /// @param bandEnd last coefficient that the scan holds
    EntropyScan(
            byte[] file, int start, Content content, List<Part> parts, int bandStart, int bandEnd) {
        this.file = file;
        this.bits = new EntropyBits(file, start);
        this.content = content;
        this.parts = parts;
        this.bandStart = bandStart;
        this.bandEnd = bandEnd;
    }

    /// Walks to the scan's end.
    ///
    /// @param units how many the frame has
    /// @param restartInterval units between restart markers; 0 for none
    /// @return place of the marker behind the scan
    /// @throws Refusal if the bytes are not what the headers say
    int walk(long units, int restartInterval) {
        long done = 0;
        int restarts = 0;
        while (done < units) {
            long end = restartInterval == 0 ? units : Math.min(units, done + restartInterval);
            while (done < end) {
                done += unit();
            }
            if (done > end) {
                throw Refusal.corrupt("has a run of empty blocks that leaves its interval");
            }
            if (done < units) {
                passRestart(restarts);
                restarts++;
            }
        }
        return markerPlace();
    }

    /// @return how many units it was: more than one where a run of empty blocks starts
    private long unit() {
        return switch (content) {
            case WHOLE -> {
                for (Part part : parts) {
                    for (int i = 0; i < part.blocks(); i++) {
                        mean(part.dc());
                        band(part.ac(), 1, COEFFICIENTS - 1);
                    }
                }
                yield 1;
            }
            case DC_FIRST -> {
                for (Part part : parts) {
                    for (int i = 0; i < part.blocks(); i++) {
                        mean(part.dc());
                    }
                }
                yield 1;
            }
            case DC_NEXT_BIT -> {
                for (Part part : parts) {
                    skip(part.blocks());
                }
                yield 1;
            }
            case AC_FIRST -> band(parts.getFirst().ac(), bandStart, bandEnd);
        };
    }

    private void mean(HuffmanTable table) {
        int code = code(table);
        int length = code & 0xFF;
        if (length > DC_BITS_MAX) {
            throw Refusal.corrupt("has a mean of %d bits in a block".formatted(length));
        }
        skip((code >> 8) + length);
    }

    /// @return the blocks that end here: 1, or a run of empty ones
    private long band(HuffmanTable table, int first, int last) {
        int k = first;
        while (k <= last) {
            int code = code(table);
            int run = code >> 4 & 15;
            int length = code & 15;
            if (length == 0 && run < ZERO_RUN) {
                skip(code >> 8);
                return content == Content.AC_FIRST ? emptyBlocks(run) : endOfBlock(run);
            }
            if (length > AC_BITS_MAX) {
                throw Refusal.corrupt("has a coefficient of %d bits in a block".formatted(length));
            }
            k += run + 1;
            skip((code >> 8) + length);
        }
        if (k > last + 1) {
            throw Refusal.corrupt("has a block of more coefficients than fit");
        }
        return 1;
    }

    private static long endOfBlock(int run) {
        if (run != 0) {
            throw Refusal.corrupt("has an impossible code in a block");
        }
        return 1;
    }

    private long emptyBlocks(int lengthBits) {
        int low = bits.take(lengthBits);
        if (low < 0) {
            throw endsEarly();
        }
        return (1L << lengthBits) + low;
    }

    private int code(HuffmanTable table) {
        int code = table.find(bits.peek16());
        if (code < 0) {
            throw bits.ended() ? endsEarly() : Refusal.corrupt("has an impossible code in a block");
        }
        return code;
    }

    private void skip(int length) {
        if (!bits.skip(length)) {
            throw endsEarly();
        }
    }

    /// The file ends, or the scan alone does and the file goes on with a marker.
    private Refusal endsEarly() {
        return bits.atEndOfFile()
                ? new Refusal(
                        Reason.TRUNCATED,
                        "ends after %d bytes, inside a scan".formatted(file.length))
                : Refusal.corrupt("has a scan with fewer blocks than the picture");
    }

    private void passRestart(int restarts) {
        int place = markerPlace();
        int code = place + 1;
        while (code < file.length && Byte.toUnsignedInt(file[code]) == 0xFF) {
            code++;
        }
        int expected = RST0 + restarts % 8;
        if (code >= file.length) {
            throw endsEarly();
        }
        if (Byte.toUnsignedInt(file[code]) != expected) {
            throw Refusal.corrupt(
                    "has marker FF%02X at byte %d where restart FF%02X belongs"
                            .formatted(file[code], code, expected));
        }
        bits.resumeAt(code + 1);
    }

    private int markerPlace() {
        int place = bits.marker();
        if (place < 0) {
            throw Refusal.corrupt("has a scan with more bytes than its blocks need");
        }
        return place;
    }
}
