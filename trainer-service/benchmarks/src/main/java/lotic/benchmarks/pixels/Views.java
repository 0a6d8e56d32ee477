package lotic.benchmarks.pixels;

import lotic.pixels.MultiCrop;
import lotic.pixels.UndecodableImageException;
import lotic.pixels.ViewMaker;
import lotic.pixels.ViewSeed;

import java.nio.ByteBuffer;

/// Makes all views of a picture as the trainer does, into memory that is used again. A picture gets
/// the same views in every round.
public final class Views implements Treatment {

    private final ViewMaker maker;
    private final ByteBuffer target;

    public Views(MultiCrop views) {
        this.maker = new ViewMaker(views);
        this.target = ByteBuffer.allocateDirect(views.bytesPerImage());
    }

    @Override
    public void apply(byte[] image, int number) {
        try {
            maker.make(image, new ViewSeed(1, 0, number, 0), target.clear());
        } catch (UndecodableImageException e) {
            throw new IllegalArgumentException(
                    "picture %d cannot be decoded; leave it out".formatted(number + 1), e);
        }
    }

    @Override
    public void close() {}
}
