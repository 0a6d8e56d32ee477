package lotic.inspection;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The frame header of a JPEG file (ITU-T T.81, B.2.2).
///
/// @param progressive whether the coefficients come in several passes
/// @param components one for grey, three or four for colour
record JpegFrame(boolean progressive, Dimensions size, List<Component> components) {

    private static final int SOF0 = 0xC0;
    private static final int SOF2 = 0xC2;
    private static final int SAMPLING_MAX = 4;

    /// A colour of the picture.
    ///
    /// @param id by which scans name it
    /// @param horizontal its samples a row for each one of the coarsest component, 1 to 4
    /// @param vertical the same for columns
    record Component(int id, int horizontal, int vertical) {

        int blocksPerUnit() {
            return horizontal * vertical;
        }
    }

    /// Reads the header.
    ///
    /// @param marker SOF0 to SOF15
    /// @param file behind the marker
    /// @throws Refusal if it contradicts itself, or is of a process that is not taken
    static JpegFrame read(int marker, ByteCursor file) {
        String what = "the frame header";
        int length = file.u16(what);
        int precision = file.u8(what);
        int height = file.u16(what);
        int width = file.u16(what);
        int count = file.u8(what);
        if (length != 8 + 3 * count || width == 0) {
            throw Refusal.corrupt(
                    "has a frame header of %d bytes for %d components, width %d"
                            .formatted(length, count, width));
        }
        // Baseline, extended and progressive; lossless, hierarchical and arithmetic are for
        // archives,
        // and a height of 0 is told at the end of the picture only.
        if (marker > SOF2 || precision != 8 || height == 0) {
            throw Refusal.unsupported(
                    "of process SOF%d with %d bits, height %d is not taken: save it as baseline"
                            .formatted(marker - SOF0, precision, height));
        }
        if (count != 1 && count != 3 && count != 4) {
            throw Refusal.unsupported("of " + count + " components is not taken");
        }
        Set<Integer> ids = new HashSet<>();
        List<Component> components = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Component component = component(file);
            components.add(component);
            if (!ids.add(component.id())) {
                throw Refusal.corrupt("has component " + component.id() + " twice");
            }
        }
        return new JpegFrame(
                marker == SOF2, new Dimensions(width, height), List.copyOf(components));
    }

    private static Component component(ByteCursor file) {
        int id = file.u8("the frame header");
        int sampling = file.u8("the frame header");
        int quantisation = file.u8("the frame header");
        int horizontal = sampling >> 4;
        int vertical = sampling & 15;
        if (horizontal < 1
                || horizontal > SAMPLING_MAX
                || vertical < 1
                || vertical > SAMPLING_MAX
                || quantisation > 3) {
            throw Refusal.corrupt(
                    "has component %d with sampling %d x %d, quantisation table %d"
                            .formatted(id, horizontal, vertical, quantisation));
        }
        return new Component(id, horizontal, vertical);
    }

    /// The smallest coded units of a scan over these components: blocks of 8 x 8 for one alone,
    /// interleaved groups of blocks for several (A.2).
    long units(List<Component> scanned) {
        int horizontalMax = components.stream().mapToInt(Component::horizontal).max().orElse(1);
        int verticalMax = components.stream().mapToInt(Component::vertical).max().orElse(1);
        if (scanned.size() > 1) {
            return ceil(size.width(), 8L * horizontalMax) * ceil(size.height(), 8L * verticalMax);
        }
        Component alone = scanned.getFirst();
        long width = ceil((long) size.width() * alone.horizontal(), horizontalMax);
        long height = ceil((long) size.height() * alone.vertical(), verticalMax);
        return ceil(width, 8) * ceil(height, 8);
    }

    private static long ceil(long dividend, long divisor) {
        return (dividend + divisor - 1) / divisor;
    }
}
