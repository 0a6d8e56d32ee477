package lotic.pixels;

import lotic.inspection.Dimensions;
import lotic.inspection.ImageFormat;
import lotic.pixels.EvaluationView.Interpolation;

import java.nio.ByteBuffer;

/// Cuts the random views of an image for training. Safe for use by many threads.
///
/// The same bytes, settings and seed give the same views, from any thread, in any process.
public final class ViewMaker {

    private final MultiCrop views;

    /// @param views what to cut
    public ViewMaker(MultiCrop views) {
        this.views = views;
    }

    /// Decodes the image, cuts all its views and writes them one after the other, each (size, size,
    /// 3).
    ///
    /// @param image the file's bytes
    /// @param seed what the draws depend on
    /// @param target direct, with at least [MultiCrop#bytesPerImage] remaining; its position moves
    ///   behind the views, and stays if this fails
    /// @throws UndecodableImageException if the decoder makes no picture of the bytes
    public void make(byte[] image, ViewSeed seed, ByteBuffer target) {
        Workbench.use(bench -> make(image, seed, target, bench));
    }

    private void make(byte[] image, ViewSeed seed, ByteBuffer target, Workbench bench) {
        ImageHeader header = ImageHeader.read(image);
        View[] plan = plan(header.upright(), seed);
        int reduction = header.format() == ImageFormat.JPEG ? reduction(plan) : 1;
        DecodedImage decoded = bench.decoder().decode(image, header, reduction);
        for (View view : plan) {
            CropBox box = view.box;
            double scale = 1.0 / reduction;
            bench.resize()
                    .apply(
                            decoded,
                            Resize.Frame.square(
                                    box.x() * scale,
                                    box.y() * scale,
                                    box.width() * scale,
                                    box.height() * scale,
                                    view.size),
                            Interpolation.BILINEAR,
                            view.distortion.mirrored(),
                            bench.crop());
            view.distortion.apply(bench.crop(), bench.colour(), bench.blur());
            bench.crop().writeTo(target);
        }
    }

    private View[] plan(Dimensions image, ViewSeed seed) {
        View[] plan = new View[views.views()];
        int view = 0;
        for (CropGroup group : views.groups()) {
            for (int i = 0; i < group.count(); i++) {
                Draws draws = new Draws(seed, view);
                CropBox box = CropBox.draw(image, group, draws);
                plan[view++] =
                        new View(box, group.size(), Distortion.draw(views.augmentation(), draws));
            }
        }
        return plan;
    }

    /// A JPEG decodes smaller at less cost. The largest reduction is taken that no crop would have
    /// to be enlarged from.
    private static int reduction(View[] plan) {
        int reduction = 8;
        for (View view : plan) {
            int shortSide = Math.min(view.box.width(), view.box.height());
            while (reduction > 1 && shortSide < reduction * view.size) {
                reduction /= 2;
            }
        }
        return reduction;
    }

    /// One view before it is cut.
    private record View(CropBox box, int size, Distortion distortion) {}
}
