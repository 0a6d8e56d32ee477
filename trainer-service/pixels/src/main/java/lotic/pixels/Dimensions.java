package lotic.pixels;

/// Size of an image in pixels.
record Dimensions(int width, int height) {

    /// Width and height exchanged.
    Dimensions transposed() {
        return new Dimensions(height, width);
    }
}
