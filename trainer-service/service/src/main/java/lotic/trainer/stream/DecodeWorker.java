package lotic.trainer.stream;

import lotic.pixels.UndecodableImageException;
import lotic.pixels.ViewSeed;
import lotic.schemas.AdmittedImage;
import lotic.schemas.Records;
import lotic.schemas.UnreadableRecordException;
import lotic.trainer.heldout.HeldOutRule;
import lotic.trainer.role.Role;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;

/// Turns files into views, one at a time. Any number of workers side by side gives the same bits.
public final class DecodeWorker implements Role {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Arrivals arrivals;
    private final Views views;
    private final HeldOutRule heldOut;
    private final long runSeed;

    /// Cuts the views of an image.
    public interface Views {
        /// Cuts all views and writes them one after the other.
        ///
        /// @param image the file's bytes
        /// @param seed what the draws depend on
        /// @param target direct; its position moves behind the views
        /// @throws UndecodableImageException if the decoder makes no picture of the bytes
        void make(byte[] image, ViewSeed seed, ByteBuffer target);
    }

    /// @param runSeed of the recipe
    public DecodeWorker(Arrivals arrivals, Views views, HeldOutRule heldOut, long runSeed) {
        this.arrivals = arrivals;
        this.views = views;
        this.heldOut = heldOut;
        this.runSeed = runSeed;
    }

    @Override
    public boolean work() {
        Optional<DecodeJob> next = arrivals.nextJob();
        next.ifPresent(
                job -> {
                    switch (job) {
                        case DecodeJob.Fresh fresh -> arrivals.decoded(fresh, decode(fresh));
                        case DecodeJob.Again again -> repeat(again);
                    }
                });
        return next.isPresent();
    }

    /// A held-out image is decoded like any other, so that evaluation never meets a broken one.
    private Decoded decode(DecodeJob.Fresh job) {
        SourceRecord record = job.record();
        try {
            AdmittedImage admitted = Records.decode(AdmittedImage.class, record.value());
            byte[] image = bytes(admitted.getBytes());
            ViewSeed seed = new ViewSeed(runSeed, record.partition(), record.offset(), 0);
            views.make(image, seed, job.views());
            return heldOut.side(record.key())
                    .map(side -> Decoded.heldOut(record, image, admitted.getLabel(), side))
                    .orElseGet(() -> Decoded.learnable(record, image, job.views().flip()));
        } catch (UndecodableImageException | UnreadableRecordException unusable) {
            // The plan that passes it over says so, and the counts.
            return Decoded.undecodable(record, String.valueOf(unusable.getMessage()));
        }
    }

    private void repeat(DecodeJob.Again job) {
        Replay replay = job.replay();
        ViewSeed seed = new ViewSeed(runSeed, replay.partition(), replay.offset(), replay.use());
        views.make(replay.image(), seed, job.views());
        replay.done().accept(job.views().flip());
    }

    private static byte[] bytes(ByteBuffer buffer) {
        if (buffer.hasArray()
                && buffer.arrayOffset() == 0
                && buffer.array().length == buffer.remaining()) {
            return buffer.array();
        }
        byte[] copy = new byte[buffer.remaining()];
        buffer.duplicate().get(copy);
        return copy;
    }

    @Override
    public Duration patience() {
        return PATIENCE;
    }
}
