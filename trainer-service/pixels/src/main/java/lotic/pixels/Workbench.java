package lotic.pixels;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.function.Consumer;

/// The memory that one image needs while its views are made. Benches are kept for the next image,
/// within limits; each is used by one thread at a time.
final class Workbench {

    /// Benches that wait for work; more threads than this make and drop their own.
    private static final int KEPT_MAX = 64;

    /// A bench that grew beyond this is not kept.
    private static final long KEPT_BYTES_MAX = 16 << 20;

    private static final ArrayBlockingQueue<Workbench> KEPT = new ArrayBlockingQueue<>(KEPT_MAX);

    private final Decoder decoder = new Decoder();
    private final Resize resize = new Resize();
    private final PixelBuffer crop = new PixelBuffer();
    private final Colour colour = new Colour();
    private final Blur blur = new Blur();

    private Workbench() {}

    /// Does some work at a bench that nobody else uses.
    static void use(Consumer<Workbench> work) {
        Workbench kept = KEPT.poll();
        Workbench bench = kept == null ? new Workbench() : kept;
        try {
            work.accept(bench);
        } finally {
            if (bench.heldBytes() > KEPT_BYTES_MAX || !KEPT.offer(bench)) {
                bench.decoder.close();
            }
        }
    }

    Decoder decoder() {
        return decoder;
    }

    Resize resize() {
        return resize;
    }

    PixelBuffer crop() {
        return crop;
    }

    Colour colour() {
        return colour;
    }

    Blur blur() {
        return blur;
    }

    private long heldBytes() {
        return decoder.heldBytes()
                + resize.heldBytes()
                + crop.heldBytes()
                + colour.heldBytes()
                + blur.heldBytes();
    }
}
