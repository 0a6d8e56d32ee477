package lotic.inspection;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// JPEG from SOI to EOI: every segment, and every block of every scan (ITU-T T.81, annex B).
///
/// What follows EOI is not looked at: cameras append previews and films there.
final class JpegScan {

    private static final int DHT = 0xC4;
    private static final int SOF0 = 0xC0;
    private static final int SOF15 = 0xCF;
    private static final int JPG = 0xC8;
    private static final int DAC = 0xCC;
    private static final int RST0 = 0xD0;
    private static final int RST7 = 0xD7;
    private static final int SOI = 0xD8;
    private static final int EOI = 0xD9;
    private static final int SOS = 0xDA;
    private static final int DRI = 0xDD;
    private static final int PREFIX = 0xFF;

    private static final int TABLES = 4;

    /// Each scan costs a decoder a pass over the whole picture, however few its bytes are.
    private static final int SCANS_MAX = 256;

    private final ByteCursor file;
    private final HuffmanTable[] dcTables = noTables();
    private final HuffmanTable[] acTables = noTables();
    private final Set<JpegFrame.Component> scanned = new HashSet<>();
    private Optional<JpegFrame> frame = Optional.empty();
    private int restartInterval;
    private int scans;

    private JpegScan(ByteCursor file) {
        this.file = file;
    }

    static Structure scan(ByteCursor file, PixelLimit limit) {
        return new JpegScan(file).walk(limit);
    }

    private Structure walk(PixelLimit limit) {
        file.skip(2, "SOI");
        int marker = marker();
        while (marker != EOI) {
            switch (marker) {
                case DHT -> huffmanTables();
                case DRI -> restartInterval();
                case SOS -> scan();
                default -> {
                    if (isFrameHeader(marker)) {
                        frameHeader(marker, limit);
                    } else if (marker == SOI || (marker >= RST0 && marker <= RST7)) {
                        throw Refusal.corrupt(
                                "has marker FF%02X out of place at %s".formatted(marker, at()));
                    } else {
                        skipSegment("segment FF%02X".formatted(marker));
                    }
                }
            }
            marker = marker();
        }
        JpegFrame complete =
                frame.orElseThrow(() -> Refusal.corrupt("ends without a frame header"));
        if (!scanned.containsAll(complete.components())) {
            throw Refusal.corrupt("ends without a scan of each of its components");
        }
        return new Structure(complete.size(), 1);
    }

    /// The next marker's code; it may be preceded by any number of fill bytes FF.
    private int marker() {
        if (file.u8("a marker") != PREFIX) {
            throw Refusal.corrupt("has no marker where one belongs, at " + at());
        }
        int code = PREFIX;
        while (code == PREFIX) {
            code = file.u8("a marker");
        }
        if (code < SOF0) {
            throw Refusal.corrupt("has the impossible marker FF%02X at %s".formatted(code, at()));
        }
        return code;
    }

    private static boolean isFrameHeader(int marker) {
        return marker >= SOF0 && marker <= SOF15 && marker != DHT && marker != JPG && marker != DAC;
    }

    private void frameHeader(int marker, PixelLimit limit) {
        if (frame.isPresent()) {
            throw Refusal.corrupt("has a second frame header at " + at());
        }
        JpegFrame read = JpegFrame.read(marker, file);
        Structure.within(limit, read.size());
        frame = Optional.of(read);
    }

    private void huffmanTables() {
        int end = segmentEnd("the Huffman tables");
        while (file.position() < end) {
            int place = file.u8("a Huffman table");
            if (place >> 4 > 1 || (place & 15) >= TABLES) {
                throw Refusal.corrupt(
                        "has a Huffman table of class and place %02X".formatted(place));
            }
            HuffmanTable[] tables = place >> 4 == 0 ? dcTables : acTables;
            tables[place & 15] = HuffmanTable.read(file);
        }
        if (file.position() != end) {
            throw Refusal.corrupt("has Huffman tables longer than their segment");
        }
    }

    private void restartInterval() {
        int length = file.u16("the restart interval");
        if (length != 4) {
            throw Refusal.corrupt("has a length of %d in the restart interval".formatted(length));
        }
        restartInterval = file.u16("the restart interval");
    }

    private void scan() {
        JpegFrame inFrame =
                frame.orElseThrow(
                        () -> Refusal.corrupt("starts a scan before its frame header at " + at()));
        scans++;
        if (scans > SCANS_MAX) {
            throw Refusal.corrupt("has more than " + SCANS_MAX + " scans");
        }
        ScanHeader header = ScanHeader.read(file, inFrame);
        scanned.addAll(header.components());
        Optional<EntropyScan.Content> content = header.content(inFrame.progressive());
        int end =
                content.isPresent()
                        ? entropyScan(header, content.get())
                                .walk(inFrame.units(header.components()), restartInterval)
                        : nextMarker();
        file.skip(end - file.position(), "a scan");
    }

    private EntropyScan entropyScan(ScanHeader header, EntropyScan.Content content) {
        List<EntropyScan.Part> parts =
                header.selections().stream()
                        .map(
                                selection ->
                                        new EntropyScan.Part(
                                                header.blocksPerUnit(selection.component()),
                                                dcTables[selection.dcTable()],
                                                acTables[selection.acTable()]))
                        .toList();
        return new EntropyScan(
                file.bytes(),
                file.position(),
                content,
                parts,
                header.bandStart(),
                header.bandEnd());
    }

    /// Place of the next marker that is no restart. An FF in a scan's data is followed by 00.
    private int nextMarker() {
        byte[] bytes = file.bytes();
        for (int i = file.position(); i < bytes.length - 1; i++) {
            int code = Byte.toUnsignedInt(bytes[i + 1]);
            boolean isData = code == 0 || code == PREFIX || (code >= RST0 && code <= RST7);
            if (bytes[i] == (byte) PREFIX && !isData) {
                return i;
            }
        }
        throw new Refusal(
                Reason.TRUNCATED, "ends after %d bytes, inside a scan".formatted(bytes.length));
    }

    private void skipSegment(String what) {
        file.skip(segmentEnd(what) - file.position(), what);
    }

    /// Reads a segment's length.
    ///
    /// @return the place behind it, within the file
    private int segmentEnd(String what) {
        int length = file.u16(what);
        if (length < 2) {
            throw Refusal.corrupt("has a length of %d in %s".formatted(length, what));
        }
        return file.position() + length - 2;
    }

    private static HuffmanTable[] noTables() {
        HuffmanTable[] tables = new HuffmanTable[TABLES];
        Arrays.fill(tables, HuffmanTable.EMPTY);
        return tables;
    }

    private String at() {
        return "byte " + file.position();
    }
}
