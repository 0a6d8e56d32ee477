package lotic.pixels;

import java.nio.ByteBuffer;

/// The view of an image by which versions are judged and served: short side resized with
/// antialiasing, centre cut out, nothing random.
///
/// Equal to torchvision's `Resize(resize)` and `CenterCrop(size)` on Pillow images, which is what
/// `preprocessor_config.json` promises to clients. So it decodes at full size always.
///
/// @param resize length of the short side after resizing, in pixels
/// @param size side of the square that is cut from the centre, at most resize
/// @param interpolation filter of the resizing
public record EvaluationView(int resize, int size, Interpolation interpolation) {

    /// Filters with antialiasing, as Pillow defines them.
    public enum Interpolation {
        BILINEAR(1) {
            @Override
            double weight(double distance) {
                return Math.max(1 - Math.abs(distance), 0);
            }
        },
        /// Keys' cubic with a = -0.5.
        BICUBIC(2) {
            @Override
            double weight(double distance) {
                double x = Math.abs(distance);
                if (x < 1) {
                    return (1.5 * x - 2.5) * x * x + 1;
                }
                return x < 2 ? (((x - 5) * x + 8) * x - 4) * -0.5 : 0;
            }
        };

        private final double support;

        Interpolation(double support) {
            this.support = support;
        }

        /// Half the width of the filter, in pixels of the coarser grid.
        double support() {
            return support;
        }

        /// Weight at this distance from the centre, in pixels of the coarser grid.
        abstract double weight(double distance);
    }

    public EvaluationView {
        if (size < 1 || resize < size) {
            throw new IllegalArgumentException(
                    "evaluation view of "
                            + size
                            + " pixels from a short side of "
                            + resize
                            + ": give a size of 1 or more and a short side not below it");
        }
    }

    /// Decodes the image and writes its view (size, size, 3).
    ///
    /// @param image the file's bytes
    /// @param target direct, with at least size * size * 3 bytes remaining; its position moves
    ///   behind the view
    /// @throws UndecodableImageException if the decoder makes no picture of the bytes
    public void render(byte[] image, ByteBuffer target) {
        Workbench.use(
                bench -> {
                    ImageHeader header = ImageHeader.read(image);
                    DecodedImage decoded = bench.decoder().decode(image, header, 1);
                    bench.resize()
                            .apply(decoded, frame(decoded), interpolation, false, bench.crop());
                    bench.crop().writeTo(target);
                });
    }

    private Resize.Frame frame(DecodedImage image) {
        int width = image.width();
        int height = image.height();
        int shortSide = Math.min(width, height);
        int newWidth = (int) ((long) resize * width / shortSide);
        int newHeight = (int) ((long) resize * height / shortSide);
        return new Resize.Frame(
                0,
                0,
                width,
                height,
                newWidth,
                newHeight,
                (int) Math.rint((newWidth - size) / 2.0),
                (int) Math.rint((newHeight - size) / 2.0),
                size,
                size);
    }
}
