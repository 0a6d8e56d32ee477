package lotic.trainer.stream;

import lotic.trainer.run.TrainingException;
import lotic.trainer.run.TrainingException.Reason;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;

/// The memory in which the views of images wait for their step: direct buffers of one size, made
/// when first needed and used over and over. [Arrivals] guards it.
///
/// All places together hold the plans on their way, one more batch that is being decided, and at
/// least one batch of images that are decoded ahead.
public final class ViewPlaces {

    private final int batch;
    private final int bytesPerImage;
    private final int plans;
    private final int aheadMax;
    private final Deque<ByteBuffer> free = new ArrayDeque<>();
    private int made;

    /// @param batch images in a step
    /// @param bytesPerImage of all views of an image
    /// @param bytesMax of all places
    /// @param plansMax plans that may be on their way at once, if there is room
    /// @throws TrainingException with reason LIMIT if three batches do not fit
    public ViewPlaces(int batch, int bytesPerImage, long bytesMax, int plansMax) {
        long batches = bytesMax / ((long) batch * bytesPerImage);
        if (batches < 3) {
            throw new TrainingException(
                    Reason.LIMIT,
                    "trainer.decoded-bytes-max is "
                            + bytesMax
                            + "; a batch of "
                            + batch
                            + " images takes "
                            + (long) batch * bytesPerImage
                            + " bytes and three must fit: give "
                            + 3L * batch * bytesPerImage
                            + " or more.");
        }
        this.batch = batch;
        this.bytesPerImage = bytesPerImage;
        this.plans = (int) Math.min(plansMax, batches - 2);
        long all = bytesMax / bytesPerImage;
        this.aheadMax = (int) Math.min(all - (plans + 1L) * batch, Integer.MAX_VALUE / 4);
    }

    /// Images in a step.
    int batch() {
        return batch;
    }

    /// Plans that may be on their way at once, 1 or more.
    public int plans() {
        return plans;
    }

    /// Images that may be decoded, or being decoded, without being in a plan.
    int aheadMax() {
        return aheadMax;
    }

    ByteBuffer take() {
        ByteBuffer place = free.poll();
        if (place != null) {
            return place.clear();
        }
        if (made == (plans + 1) * batch + aheadMax) {
            throw new IllegalStateException("all " + made + " places for views are in use");
        }
        made++;
        return ByteBuffer.allocateDirect(bytesPerImage);
    }

    void free(ByteBuffer place) {
        free.addLast(place);
    }
}
