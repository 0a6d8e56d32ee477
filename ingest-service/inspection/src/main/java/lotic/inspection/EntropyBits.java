package lotic.inspection;

/// The bits of a JPEG scan, without the zero bytes that are stuffed behind each FF (ITU-T T.81,
/// F.1.2.3). Ends at the first marker.
final class EntropyBits {

    private static final int MARKER_PREFIX = 0xFF;

    private final byte[] bytes;

    /// The next byte to be taken into `bits`.
    private int position;

    /// The next bits of the stream, the first of them highest.
    private long bits;

    private int count;

    EntropyBits(byte[] bytes, int position) {
        this.bytes = bytes;
        this.position = position;
    }

    /// The next 16 bits; zeros stand behind the end.
    int peek16() {
        if (count < Short.SIZE) {
            fill();
        }
        return (int) (bits >>> (Long.SIZE - Short.SIZE));
    }

    /// Goes on by up to 32 bits.
    ///
    /// @return false if the scan ends before
    boolean skip(int length) {
        if (count < length) {
            fill();
            if (count < length) {
                return false;
            }
        }
        bits <<= length;
        count -= length;
        return true;
    }

    /// The next bits as a number.
    ///
    /// @param length 0 to 15
    /// @return -1 if the scan ends before
    int take(int length) {
        int value = length == 0 ? 0 : peek16() >> (Short.SIZE - length);
        return skip(length) ? value : -1;
    }

    /// Whether fewer than 16 bits are left.
    boolean ended() {
        return count < Short.SIZE;
    }

    /// Whether what ends the bits is the file's end, and no marker.
    boolean atEndOfFile() {
        return position >= bytes.length - 1;
    }

    /// Goes to the marker that must follow now; what remains of the last byte is padding.
    ///
    /// @return the marker's place in the file, or -1 if other bytes come before it
    int marker() {
        fill();
        boolean nothingLeft = count < Byte.SIZE;
        bits = 0;
        count = 0;
        return nothingLeft ? position : -1;
    }

    /// Goes on behind a marker.
    void resumeAt(int place) {
        position = place;
    }

    private void fill() {
        while (count <= Long.SIZE - Byte.SIZE && position < bytes.length) {
            int next = Byte.toUnsignedInt(bytes[position]);
            if (next == MARKER_PREFIX) {
                if (position + 1 >= bytes.length || bytes[position + 1] != 0) {
                    return;
                }
                position++;
            }
            position++;
            bits |= (long) next << (Long.SIZE - Byte.SIZE - count);
            count += Byte.SIZE;
        }
    }
}
