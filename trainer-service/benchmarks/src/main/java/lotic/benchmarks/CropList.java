package lotic.benchmarks;

import lotic.pixels.CropGroup;

import java.util.ArrayList;
import java.util.List;

/// Crops as a word of the command line: counts and sizes, as in `2x224,4x96`.
public final class CropList {

    private CropList() {}

    /// The groups, cut as SwAV does: crops of the first cover 0.14 to 1 of the picture, all others
    /// 0.05 to 0.14.
    ///
    /// @throws IllegalArgumentException if this is no such word
    public static List<CropGroup> parse(String crops) {
        List<CropGroup> groups = new ArrayList<>();
        for (String group : crops.split(",", -1)) {
            String[] parts = group.split("x", -1);
            try {
                int count = Integer.parseInt(parts[0]);
                int size = Integer.parseInt(parts[1]);
                groups.add(
                        groups.isEmpty()
                                ? new CropGroup(count, size, 0.14, 1)
                                : new CropGroup(count, size, 0.05, 0.14));
            } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
                throw new IllegalArgumentException(
                        "crops are '" + crops + "'; give counts and sizes, as in 2x64,4x40", e);
            }
        }
        return groups;
    }
}
