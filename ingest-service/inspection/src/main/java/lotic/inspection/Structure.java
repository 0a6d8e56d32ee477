package lotic.inspection;

/// What a scan from a file's first byte to the end that its format defines has found.
///
/// @param size of the picture, or of the canvas of an animation
/// @param frames 1 or more; above 1 for an animation
record Structure(Dimensions size, int frames) {

    /// Refuses a size that is out of bounds. Scans call this as soon as they have read a header.
    static Dimensions within(PixelLimit limit, Dimensions size) {
        limit.refusal(size)
                .ifPresent(
                        refusal -> {
                            throw refusal;
                        });
        return size;
    }
}
