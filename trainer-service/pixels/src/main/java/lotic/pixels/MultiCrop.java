package lotic.pixels;

import java.util.List;

/// Everything that decides which views an image gives. View v counts through the groups in their
/// order.
///
/// @param groups crops by size, large ones first
/// @param augmentation the distortions that all crops share
public record MultiCrop(List<CropGroup> groups, Augmentation augmentation) {

    public MultiCrop {
        groups = List.copyOf(groups);
        if (groups.isEmpty()) {
            throw new IllegalArgumentException(
                    "views need at least one group of crops, such as 2x224");
        }
    }

    /// Views per image over all groups.
    public int views() {
        return groups.stream().mapToInt(CropGroup::count).sum();
    }

    /// Bytes that all views of one image take.
    public int bytesPerImage() {
        return groups.stream().mapToInt(CropGroup::bytesPerImage).sum();
    }
}
