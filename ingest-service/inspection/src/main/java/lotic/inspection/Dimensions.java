package lotic.inspection;

/// The size of a picture as stored, before an EXIF rotation.
///
/// @param width pixels from left to right, 0 or more as the header says it
/// @param height pixels from top to bottom, 0 or more as the header says it
public record Dimensions(int width, int height) {

    /// Pixels in all.
    public long pixels() {
        return (long) width * height;
    }

    @Override
    public String toString() {
        return width + " x " + height;
    }
}
