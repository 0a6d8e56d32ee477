package lotic.standalone.pictures;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.util.SplittableRandom;

/// A square that is being painted, with the random numbers that decide how.
final class Canvas {

    /// Side of every picture, in pixels.
    static final int SIDE = 96;

    private final BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
    private final SplittableRandom random;
    private String caption = "";

    Canvas(SplittableRandom random) {
        this.random = random;
    }

    /// How much of the ink shows at a point of a texture.
    interface Coverage {

        /// From ground to ink.
        ///
        /// @return 0 for the ground, 1 for the ink; what lies outside is clipped
        double at(double u, double v);
    }

    SplittableRandom random() {
        return random;
    }

    double between(double low, double high) {
        return low + (high - low) * random.nextDouble();
    }

    int count(int least, int most) {
        return random.nextInt(least, most + 1);
    }

    BufferedImage image() {
        return image;
    }

    /// Rows top to bottom, 0xRRGGBB.
    int[] pixels() {
        return ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
    }

    void describe(String sentence) {
        caption = sentence;
    }

    String caption() {
        return caption;
    }

    /// Smooth drawing; the caller disposes of it.
    Graphics2D graphics() {
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(
                RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(
                RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        return graphics;
    }

    /// Covers everything with a texture in two inks, seen at a random tilt, shear and place.
    ///
    /// @param name of the texture, for the caption
    void texture(String name, Coverage coverage) {
        Ink ground = Ink.any(random);
        Ink ink = Ink.against(ground, random);
        describe(ink.word() + " " + name + " on " + ground.word());
        fill(ground, ink, coverage);
    }

    /// Covers everything with a gentle gradient, for shapes to stand on.
    ///
    /// @return its middle colour
    Ink backdrop() {
        Ink ground = Ink.any(random);
        Ink towards =
                new Ink(
                        ground.hue() + between(-0.08, 0.08),
                        ground.saturation(),
                        Math.clamp(ground.brightness() + between(-0.25, 0.25), 0, 1));
        double period = between(1.2, 2.5) * SIDE;
        fill(ground, towards, (u, v) -> 0.5 + 0.5 * Math.sin(u / period * Math.PI));
        return ground;
    }

    private void fill(Ink ground, Ink ink, Coverage coverage) {
        double tilt = between(0, 2 * Math.PI);
        double cos = Math.cos(tilt);
        double sin = Math.sin(tilt);
        double shear = between(-0.25, 0.25);
        double placeU = between(0, 100);
        double placeV = between(0, 100);
        int[] pixels = pixels();
        int from = ground.color().getRGB();
        int to = ink.color().getRGB();
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                double v = -sin * (x - SIDE / 2.0) + cos * (y - SIDE / 2.0);
                double u = cos * (x - SIDE / 2.0) + sin * (y - SIDE / 2.0) + shear * v;
                pixels[y * SIDE + x] = mixed(from, to, coverage.at(u + placeU, v + placeV));
            }
        }
    }

    private static int mixed(int from, int to, double share) {
        double clipped = Math.clamp(share, 0, 1);
        return mixed(from, to, clipped, 16)
                | mixed(from, to, clipped, 8)
                | mixed(from, to, clipped, 0);
    }

    private static int mixed(int from, int to, double share, int shift) {
        int a = from >> shift & 0xff;
        int b = to >> shift & 0xff;
        return (int) Math.round(a + (b - a) * share) << shift;
    }
}
