package lotic.pixels;

/// Changes brightness, contrast, saturation and hue by random amounts in random order (torchvision,
/// `ColorJitter`).
///
/// @param brightness factor, 1 changes nothing
/// @param contrast factor
/// @param saturation factor
/// @param hueSteps turn of the hue, in steps of which 256 lead round the circle
/// @param order a permutation of the four, packed: 2 bits each, the first lowest
record ColourJitter(float brightness, float contrast, float saturation, int hueSteps, int order) {

    private static final int OPERATIONS = 4;

    /// @param strength as in [Augmentation#jitterStrength]
    static ColourJitter draw(double strength, Draws draws) {
        double least = Math.max(0, 1 - 0.8 * strength);
        double most = 1 + 0.8 * strength;
        return new ColourJitter(
                (float) draws.uniform(least, most),
                (float) draws.uniform(least, most),
                (float) draws.uniform(least, most),
                (int) (255 * draws.uniform(-0.2 * strength, 0.2 * strength)),
                permutation(draws));
    }

    private static int permutation(Draws draws) {
        int remaining = 0b11_10_01_00;
        int order = 0;
        for (int left = OPERATIONS; left > 0; left--) {
            int at = 2 * draws.below(left);
            order = (order << 2) | ((remaining >> at) & 0b11);
            int below = remaining & ((1 << at) - 1);
            remaining = ((remaining >> (at + 2)) << at) | below;
        }
        return order;
    }

    void apply(PixelBuffer picture, Colour colour) {
        for (int i = 0; i < OPERATIONS; i++) {
            switch ((order >> (2 * i)) & 0b11) {
                case 0 -> colour.brightness(picture, brightness);
                case 1 -> colour.contrast(picture, contrast);
                case 2 -> colour.saturation(picture, saturation);
                default -> colour.hue(picture, hueSteps);
            }
        }
    }
}
