package lotic.inspection;

import java.util.Arrays;

/// A canonical Huffman code of a JPEG file (ITU-T T.81, annex C and F.2.2.3).
final class HuffmanTable {

    /// Codes up to this length are found at once.
    private static final int FAST_BITS = 9;

    private static final int LENGTH_MAX = 16;
    private static final int SYMBOLS_MAX = 256;
    private static final int UNKNOWN = -1;

    /// By the next 9 bits: the code's length and symbol as `length << 8 | symbol`, or -1.
    private final short[] fast = new short[1 << FAST_BITS];

    /// By length: the first code that is too large for it, moved up to 16 bits.
    private final int[] limits = new int[LENGTH_MAX + 1];

    /// By length: what to add to a code to get its place among the symbols.
    private final int[] offsets = new int[LENGTH_MAX + 1];

    private final byte[] symbols;

    /// A code without a symbol, in the places where a file defines none.
    static final HuffmanTable EMPTY = new HuffmanTable(new int[LENGTH_MAX + 1], new byte[0]);

    private HuffmanTable(int[] counts, byte[] symbols) {
        this.symbols = symbols;
        assignCodes(counts);
    }

    /// Reads a table's sixteen counts and its symbols.
    ///
    /// @throws Refusal if there is no such code
    static HuffmanTable read(ByteCursor segment) {
        int[] counts = new int[LENGTH_MAX + 1];
        int total = 0;
        for (int length = 1; length <= LENGTH_MAX; length++) {
            counts[length] = segment.u8("a Huffman table");
            total += counts[length];
        }
        if (total > SYMBOLS_MAX) {
            throw Refusal.corrupt("has a Huffman table of " + total + " symbols");
        }
        byte[] symbols = new byte[total];
        for (int i = 0; i < total; i++) {
            symbols[i] = (byte) segment.u8("a Huffman table");
        }
        return new HuffmanTable(counts, symbols);
    }

    private void assignCodes(int[] counts) {
        Arrays.fill(fast, (short) UNKNOWN);
        int code = 0;
        int place = 0;
        for (int length = 1; length <= LENGTH_MAX; length++) {
            offsets[length] = place - code;
            for (int i = 0; i < counts[length]; i++, code++, place++) {
                if (length <= FAST_BITS) {
                    fillFast(code, length, symbols[place]);
                }
            }
            if (code > 1 << length) {
                throw Refusal.corrupt("has a Huffman table with more codes than fit their length");
            }
            limits[length] = code << (LENGTH_MAX - length);
            code <<= 1;
        }
    }

    private void fillFast(int code, int length, byte symbol) {
        int first = code << (FAST_BITS - length);
        int last = first + (1 << (FAST_BITS - length));
        for (int i = first; i < Math.min(last, fast.length); i++) {
            fast[i] = (short) (length << 8 | Byte.toUnsignedInt(symbol));
        }
    }

    /// The code at the start of these bits.
    ///
    /// @param next the next 16 bits of the stream
    /// @return `length << 8 | symbol`, or -1 if no code starts so
    int find(int next) {
        int found = fast[next >> (LENGTH_MAX - FAST_BITS)];
        return found != UNKNOWN ? found : findLong(next);
    }

    private int findLong(int next) {
        for (int length = FAST_BITS + 1; length <= LENGTH_MAX; length++) {
            if (next < limits[length]) {
                int place = (next >> (LENGTH_MAX - length)) + offsets[length];
                return length << 8 | Byte.toUnsignedInt(symbols[place]);
            }
        }
        return UNKNOWN;
    }
}
