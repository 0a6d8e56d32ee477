package lotic.trainer.web;

import lotic.learning.recipe.Recipe;
import lotic.pixels.ViewMaker;
import lotic.pixels.ViewSeed;
import lotic.schemas.ImageDigest;
import lotic.schemas.Rejection;
import lotic.schemas.RejectionReason;
import lotic.trainer.console.River;
import lotic.trainer.gallery.Galleries;
import lotic.trainer.lag.LagMeter;
import lotic.trainer.pictures.NewestPictures;
import lotic.trainer.pictures.Thumbnails;
import lotic.trainer.publish.PublishingStatus;
import lotic.trainer.rejected.RejectedRecord;
import lotic.trainer.run.RunCommand;
import lotic.trainer.run.RunProgress;
import lotic.trainer.status.Intake;
import lotic.trainer.status.LiveRun;
import lotic.trainer.status.NewestVersion;
import lotic.trainer.status.Part;
import lotic.trainer.status.Progress;
import lotic.trainer.status.PublishedVersion;
import lotic.trainer.status.StatusReader;
import lotic.trainer.stream.Decoded;
import lotic.trainer.stream.DecodedRecords;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

import javax.imageio.ImageIO;

/// A run as tests show it: whatever state they put it in, with pictures, versions and rejections.
final class ShownRun {

    /// What a sender might call his picture.
    static final String HOSTILE = "<img src=x onerror=alert(1)>";

    final AtomicReference<RunProgress> progress = new AtomicReference<>(Progress.learning().now());
    final AtomicReference<Part<Intake>> intake =
            new AtomicReference<>(
                    Part.of(
                            new Intake(
                                    124_511,
                                    125_324,
                                    2,
                                    24_311,
                                    198,
                                    0,
                                    0,
                                    Map.of("truncated", 198L),
                                    Map.of("too-large", 3L, "unsupported", 12L),
                                    "running")));
    final AtomicReference<Optional<String>> brokerAway = new AtomicReference<>(Optional.empty());
    final List<RunCommand> commands = new CopyOnWriteArrayList<>();
    final Map<String, byte[]> heldOut = new HashMap<>();
    final NewestPictures pictures;
    final Galleries galleries;

    private final InstantSource clock;

    /// @param folder for galleries
    ShownRun(Path folder, InstantSource clock) {
        this.clock = clock;
        this.pictures = new NewestPictures(clock);
        this.galleries = new Galleries(folder);
    }

    /// What a trainer's server shows of it.
    TrainerHttp.View view() {
        LagMeter lag = new LagMeter();
        LiveRun run = new LiveRun(progress::get, commands::add);
        PublishingStatus publishing =
                new PublishingStatus(0, 0, false, 37, Optional.empty(), Optional.empty(), Map.of());
        StatusReader status =
                new StatusReader(
                        progress::get,
                        lag,
                        () -> publishing,
                        brokerAway::get,
                        intake::get,
                        () -> Part.of(Optional.of(newest())),
                        Runnable::run,
                        clock);
        Console console =
                new Console(
                        new River(),
                        pictures,
                        sha256 ->
                                Optional.ofNullable(heldOut.get(sha256))
                                        .orElseThrow(IllegalStateException::new),
                        new Thumbnails(),
                        () -> Part.of(List.of(version(37), version(36))),
                        galleries,
                        () ->
                                List.of(
                                        rejection(5, RejectionReason.TRUNCATED),
                                        rejection(4, RejectionReason.CORRUPT)));
        return new TrainerHttp.View(
                "lotic.images", run, lag, () -> publishing, status, console, clock);
    }

    /// The newest version.
    static NewestVersion newest() {
        return new NewestVersion(
                "demo",
                37,
                "c".repeat(64),
                9000,
                Progress.NOW.minusSeconds(240),
                Optional.of(3.1),
                Optional.of(0.613),
                Optional.of(0.31),
                1000,
                Optional.of(41.0));
    }

    private static PublishedVersion version(long number) {
        return new PublishedVersion(
                number,
                "c".repeat(64),
                9000 - 200 * (37 - number),
                Optional.of(100_000 - 5000 * (37 - number)),
                Progress.NOW.minusSeconds(240 + 60 * (37 - number)),
                12_300_000,
                number == 37 ? List.of("latest", "stable") : List.of(),
                Optional.of(3.1),
                Optional.of(0.613),
                Optional.of(0.31),
                Optional.of(41.0));
    }

    private static RejectedRecord rejection(long offset, RejectionReason reason) {
        return new RejectedRecord(
                offset,
                Rejection.newBuilder()
                        .setDigest(new ImageDigest(new byte[32]))
                        .setReason(reason)
                        .setDetail(HOSTILE)
                        .setHead(ByteBuffer.wrap(png(9)))
                        .setSize(4711)
                        .setSourceTopic("lotic.images.submitted")
                        .setSourcePartition(0)
                        .setSourceOffset(1)
                        .setSourceUri(HOSTILE)
                        .setProducer(HOSTILE)
                        .setRejectedAt(Progress.NOW)
                        .build());
    }

    /// A plan takes a picture.
    void learns(long step, long offset) {
        pictures.planned(step, DecodedRecords.learnable(0, offset, png(offset), views(offset)));
    }

    /// A plan takes a picture that is held out; it is among the evaluated ones too.
    void holdsOut(long step, long offset, String label) {
        Decoded record = DecodedRecords.heldOut(0, offset, png(offset), label);
        pictures.planned(step, record);
        heldOut.put("ab".repeat(32), png(offset));
    }

    /// A plan passes over a record.
    void skips(long step, long offset, String why) {
        pictures.planned(step, DecodedRecords.undecodable(0, offset, why));
    }

    /// The views that the learner makes of a picture.
    ByteBuffer views(long offset) {
        Recipe recipe = progress.get().recipe();
        ByteBuffer views = ByteBuffer.allocateDirect(recipe.views().bytesPerImage());
        new ViewMaker(recipe.views())
                .make(png(offset), new ViewSeed(recipe.seed(), 0, offset, 0), views);
        return views.flip();
    }

    /// A picture that is another one for each number.
    static byte[] png(long number) {
        BufferedImage picture = new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = picture.createGraphics();
        pen.setColor(Color.getHSBColor(number * 0.13f, 0.7f, 0.9f));
        pen.fillRect(0, 0, 64, 64);
        pen.setColor(Color.WHITE);
        pen.fillOval((int) (number * 7 % 40), 12, 28, 28);
        pen.dispose();
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try {
            ImageIO.write(picture, "png", file);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return file.toByteArray();
    }
}
