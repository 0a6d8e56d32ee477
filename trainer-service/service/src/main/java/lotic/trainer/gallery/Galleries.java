package lotic.trainer.gallery;

import lotic.learning.PrototypeScores;
import lotic.learning.engine.Compute;
import lotic.learning.evaluation.Features;
import lotic.learning.recipe.Recipe;
import lotic.learning.state.StateTree;
import lotic.trainer.evaluate.HeldOutImage;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The galleries of a run, one file for each version that was judged lately. One thread makes them,
/// any may read. They can be made again, so a disk that refuses one costs no more than that.
public final class Galleries {

    /// How many are kept.
    static final int KEPT_MAX = 100;

    private static final Logger LOG = LoggerFactory.getLogger(Galleries.class);
    private static final Pattern FILE = Pattern.compile("step-(\\d{12})\\.json");

    private final Path folder;
    private final ConcurrentSkipListSet<Long> steps =
            new ConcurrentSkipListSet<>(Comparator.reverseOrder());

    /// @param folder of the galleries alone, made if it is not there
    public Galleries(Path folder) {
        this.folder = folder;
        try {
            Files.createDirectories(folder);
            try (Stream<Path> files = Files.list(folder)) {
                files.map(file -> FILE.matcher(file.getFileName().toString()))
                        .filter(Matcher::matches)
                        .forEach(name -> steps.add(Long.parseLong(name.group(1))));
            }
        } catch (IOException unusable) {
            throw new UncheckedIOException("cannot use the folder " + folder, unusable);
        }
    }

    /// Makes the gallery of a state and keeps it.
    ///
    /// @param step of the state
    /// @param images n held-out pictures
    /// @param features of the pictures, (n, F), from the state's trunk
    /// @param compute for the head
    public void make(
            long step,
            Recipe recipe,
            StateTree state,
            List<HeldOutImage> images,
            Features features,
            Compute compute) {
        float[] scores;
        try (PrototypeScores prototypes = PrototypeScores.of(recipe, state, compute)) {
            scores = prototypes.of(features);
        }
        keep(Gallery.of(step, images, scores, scores.length / images.size()));
    }

    /// Keeps a gallery in place of the oldest one.
    void keep(Gallery gallery) {
        try {
            Path part = folder.resolve("part");
            Files.write(part, GalleryJson.write(gallery));
            Files.move(part, file(gallery.step()), StandardCopyOption.ATOMIC_MOVE);
            steps.add(gallery.step());
            while (steps.size() > KEPT_MAX) {
                Files.deleteIfExists(file(steps.removeLast()));
            }
        } catch (IOException unwritable) {
            LOG.warn(
                    "event=gallery-not-kept step={} detail={}",
                    gallery.step(),
                    unwritable.toString());
        }
    }

    /// The steps of which there is a gallery, the newest first.
    public List<Long> steps() {
        return List.copyOf(steps);
    }

    /// A gallery as JSON; empty if there is none of this step, or the disk has lost it.
    public Optional<byte[]> find(long step) {
        if (!steps.contains(step)) {
            return Optional.empty();
        }
        try {
            byte[] json = Files.readAllBytes(file(step));
            if (GalleryJson.isGallery(json)) {
                return Optional.of(json);
            }
            LOG.warn("event=gallery-damaged file={}", file(step));
        } catch (IOException unreadable) {
            LOG.warn("event=gallery-unreadable step={} detail={}", step, unreadable.toString());
        }
        steps.remove(step);
        return Optional.empty();
    }

    private Path file(long step) {
        return folder.resolve("step-%012d.json".formatted(step));
    }
}
