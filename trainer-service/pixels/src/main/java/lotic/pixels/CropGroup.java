package lotic.pixels;

/// Crops of one size that are cut from each image.
///
/// @param count crops of this kind per image, 1 or more
/// @param size side of the square crop in pixels after resizing
/// @param minScale smallest share of the image's area that a crop covers, above 0
/// @param maxScale largest share, at most 1
public record CropGroup(int count, int size, double minScale, double maxScale) {

    public CropGroup {
        if (count < 1 || size < 4 || !(minScale > 0) || !(maxScale <= 1) || minScale > maxScale) {
            throw new IllegalArgumentException(
                    "crops of "
                            + count
                            + "x"
                            + size
                            + " with scale "
                            + minScale
                            + ".."
                            + maxScale
                            + ": give a count of 1 or more, a size of 4 or more, and 0 < min <= max"
                            + " <= 1");
        }
    }

    /// Bytes that all crops of this group of one image take.
    public int bytesPerImage() {
        return count * size * size * 3;
    }
}
