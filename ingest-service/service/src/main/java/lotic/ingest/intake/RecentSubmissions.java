package lotic.ingest.intake;

import lotic.schemas.ImageDigest;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// The images that were acknowledged last, so that one which admission has not reached yet can be
/// told from one that was never here. May be used from any thread.
public final class RecentSubmissions {

    private static final int IMAGES_MAX = 16_384;

    private final SequencedMap<ImageDigest, SubmissionLog.Position> places =
            new LinkedHashMap<>() {
                @Override
                protected boolean removeEldestEntry(
                        Map.Entry<ImageDigest, SubmissionLog.Position> eldest) {
                    return size() > IMAGES_MAX;
                }
            };

    synchronized void add(ImageDigest image, SubmissionLog.Position place) {
        places.putLast(image, place);
    }

    /// Where the image lies in the submitted topic.
    public synchronized Optional<SubmissionLog.Position> find(ImageDigest image) {
        return Optional.ofNullable(places.get(image));
    }
}
