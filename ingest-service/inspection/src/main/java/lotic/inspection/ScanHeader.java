package lotic.inspection;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The header of a JPEG scan (ITU-T T.81, B.2.3).
///
/// @param selections the components that it holds, 1 to 4
/// @param bandStart first coefficient that it holds
/// @param bandEnd last coefficient that it holds
/// @param firstPass whether it holds their higher bits; a later pass adds one bit to each
record ScanHeader(List<Selection> selections, int bandStart, int bandEnd, boolean firstPass) {

    private static final int UNIT_BLOCKS_MAX = 10;
    private static final int LAST_COEFFICIENT = 63;

    /// A component with the places of its Huffman tables.
    record Selection(JpegFrame.Component component, int dcTable, int acTable) {}

    /// Reads the header.
    ///
    /// @param file behind the marker
    /// @throws Refusal if it contradicts itself or the frame
    static ScanHeader read(ByteCursor file, JpegFrame frame) {
        String what = "the header of a scan";
        int length = file.u16(what);
        int count = file.u8(what);
        if (count < 1 || count > frame.components().size() || length != 6 + 2 * count) {
            throw Refusal.corrupt(
                    "has a scan header of %d bytes for %d components".formatted(length, count));
        }
        List<Selection> selections = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            selections.add(selection(file, frame));
        }
        int bandStart = file.u8(what);
        int bandEnd = file.u8(what);
        boolean firstPass = file.u8(what) >> 4 == 0;
        ScanHeader header = new ScanHeader(List.copyOf(selections), bandStart, bandEnd, firstPass);
        header.mustFit(frame);
        return header;
    }

    private static Selection selection(ByteCursor file, JpegFrame frame) {
        int id = file.u8("the header of a scan");
        int tables = file.u8("the header of a scan");
        JpegFrame.Component component =
                frame.components().stream()
                        .filter(c -> c.id() == id)
                        .findFirst()
                        .orElseThrow(
                                () -> Refusal.corrupt("scans component " + id + ", which is none"));
        if (tables >> 4 > 3 || (tables & 15) > 3) {
            throw Refusal.corrupt("scans with Huffman tables %02X".formatted(tables));
        }
        return new Selection(component, tables >> 4, tables & 15);
    }

    private void mustFit(JpegFrame frame) {
        int blocks = selections.stream().mapToInt(s -> s.component().blocksPerUnit()).sum();
        boolean bandFits =
                !frame.progressive()
                        || (bandStart == 0 && bandEnd == 0)
                        || (bandStart > 0
                                && bandStart <= bandEnd
                                && bandEnd <= LAST_COEFFICIENT
                                && selections.size() == 1);
        if (!bandFits || (selections.size() > 1 && blocks > UNIT_BLOCKS_MAX)) {
            throw Refusal.corrupt(
                    "has a scan of coefficients %d to %d over %d components"
                            .formatted(bandStart, bandEnd, selections.size()));
        }
    }

    List<JpegFrame.Component> components() {
        return selections.stream().map(Selection::component).toList();
    }

    /// What the scan holds of each block. Empty for a later pass over a band: its codes depend on
    /// every coefficient that came before.
    Optional<EntropyScan.Content> content(boolean progressive) {
        if (!progressive) {
            return Optional.of(EntropyScan.Content.WHOLE);
        } else if (bandStart == 0) {
            return Optional.of(
                    firstPass ? EntropyScan.Content.DC_FIRST : EntropyScan.Content.DC_NEXT_BIT);
        }
        return firstPass ? Optional.of(EntropyScan.Content.AC_FIRST) : Optional.empty();
    }

    /// How many blocks of a component are in one unit of this scan.
    int blocksPerUnit(JpegFrame.Component component) {
        return selections.size() == 1 ? 1 : component.blocksPerUnit();
    }
}
