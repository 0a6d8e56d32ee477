package lotic.pixels;

import lotic.inspection.Dimensions;

/// The part of an image that a crop shows, in pixels of the upright image.
///
/// @param x left edge
/// @param y upper edge
/// @param width 1 or more
/// @param height 1 or more
record CropBox(int x, int y, int width, int height) {

    private static final int TRIES = 10;
    private static final double MIN_RATIO = 3.0 / 4;
    private static final double MAX_RATIO = 4.0 / 3;

    /// Draws a box whose area is a uniform share of the image's and whose logarithm of width /
    /// height is uniform in ±ln 4/3 (torchvision, `RandomResizedCrop.get_params`). If ten boxes in
    /// a row do not fit, the largest centred one of an allowed ratio is taken.
    static CropBox draw(Dimensions image, CropGroup group, Draws draws) {
        double area = image.pixels();
        for (int i = 0; i < TRIES; i++) {
            double target = area * draws.uniform(group.minScale(), group.maxScale());
            // StrictMath: the same box on every machine.
            double ratio =
                    StrictMath.exp(
                            draws.uniform(StrictMath.log(MIN_RATIO), StrictMath.log(MAX_RATIO)));
            int width = (int) Math.rint(Math.sqrt(target * ratio));
            int height = (int) Math.rint(Math.sqrt(target / ratio));
            if (width > 0 && width <= image.width() && height > 0 && height <= image.height()) {
                int y = draws.below(image.height() - height + 1);
                int x = draws.below(image.width() - width + 1);
                return new CropBox(x, y, width, height);
            }
        }
        return largestCentred(image);
    }

    private static CropBox largestCentred(Dimensions image) {
        double ratio = (double) image.width() / image.height();
        int width = image.width();
        int height = image.height();
        if (ratio < MIN_RATIO) {
            height = (int) Math.rint(width / MIN_RATIO);
        } else if (ratio > MAX_RATIO) {
            width = (int) Math.rint(height * MAX_RATIO);
        }
        return new CropBox(
                (image.width() - width) / 2, (image.height() - height) / 2, width, height);
    }
}
