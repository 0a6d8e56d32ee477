package lotic.standalone.evaluate;

import lotic.registry.format.Sha256;
import lotic.schemas.Limits;
import lotic.standalone.source.Pictures;
import lotic.standalone.source.Sample;
import lotic.standalone.source.SampleSource;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// Labelled pictures of one set.
///
/// @param pictures in the order of their source
/// @param unlabelled pictures of the source that have no label
/// @param damaged pictures that are none: too large, or known not to decode
public record PictureSet(List<LabelledPicture> pictures, long unlabelled, long damaged) {

    public PictureSet {
        pictures = List.copyOf(pictures);
    }

    /// Reads a source into a store.
    ///
    /// @throws InterruptedException if the thread is interrupted, within a picture's time
    static PictureSet read(Pictures source, PictureStore store, String what, Onlooker onlooker)
            throws InterruptedException {
        List<LabelledPicture> kept = new ArrayList<>();
        long unlabelled = 0;
        long damaged = 0;
        long done = 0;
        try (SampleSource samples = source.once()) {
            for (Optional<Sample> next = samples.next(); next.isPresent(); next = samples.next()) {
                Sample sample = next.get();
                Optional<String> label = sample.label().filter(text -> !text.isEmpty());
                if (label.isEmpty()) {
                    unlabelled++;
                } else if (sample.bytes().length > Limits.IMAGE_BYTES_MAX) {
                    damaged++;
                } else {
                    kept.add(store.add(sample, label.get()));
                }
                onlooker.at(what, ++done, source.count());
                if (Thread.interrupted()) {
                    throw new InterruptedException("reading pictures was interrupted");
                }
            }
        }
        return new PictureSet(kept, unlabelled, damaged);
    }

    /// The pictures in two parts, of which the first one tells what was not kept of the whole.
    Parts split(Predicate<LabelledPicture> first) {
        Map<Boolean, List<LabelledPicture>> parts =
                pictures.stream().collect(Collectors.partitioningBy(first));
        return new Parts(
                new PictureSet(parts.getOrDefault(true, List.of()), unlabelled, damaged),
                new PictureSet(parts.getOrDefault(false, List.of()), 0, 0));
    }

    /// What [#split] makes.
    record Parts(PictureSet first, PictureSet rest) {}

    /// The labels that there are.
    SortedSet<String> labels() {
        SortedSet<String> labels = new TreeSet<>();
        pictures.forEach(picture -> labels.add(picture.label()));
        return labels;
    }

    /// By which anybody can tell whether two evaluations saw the same: SHA-256 over a line `digest
    /// label` for each picture, in their order.
    String digest() {
        MessageDigest digest = Sha256.algorithm();
        for (LabelledPicture picture : pictures) {
            String line = picture.sha256() + " " + picture.label() + "\n";
            digest.update(line.getBytes(StandardCharsets.UTF_8));
        }
        return Sha256.fromBytes(digest.digest()).hex();
    }
}
