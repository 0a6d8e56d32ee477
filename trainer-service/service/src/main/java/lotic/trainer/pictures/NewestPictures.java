package lotic.trainer.pictures;

import lotic.trainer.pictures.Picture.Fate;
import lotic.trainer.steps.Witness;
import lotic.trainer.stream.Decoded;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The pictures that came along lately. Of a fast stream a few a second are kept, so that each
/// stays long enough to be looked at; of a slow one all. Safe for use by many threads.
public final class NewestPictures implements Witness {

    /// How many pictures are kept at most, minutes of a fast stream.
    static final int PICTURES_MAX = 240;

    /// Bytes of their files; the oldest go first.
    static final long BYTES_MAX = 32 << 20;

    /// How many skipped records are kept, beside the pictures.
    static final int SKIPPED_MAX = 50;

    /// Between two pictures of one fate that are kept.
    private static final Map<Fate, Duration> EVERY =
            Map.of(
                    Fate.TRAINED, Duration.ofMillis(500),
                    Fate.HELD_OUT, Duration.ofSeconds(8),
                    Fate.SKIPPED, Duration.ZERO);

    private final InstantSource wall;
    private final Deque<Picture> pictures = new ArrayDeque<>();
    private final Deque<Picture> skipped = new ArrayDeque<>();
    private final Map<Fate, Instant> last = new EnumMap<>(Fate.class);
    private long bytes;
    private long sequence;

    /// @param wall stamps the pictures
    public NewestPictures(InstantSource wall) {
        this.wall = wall;
    }

    @Override
    public void planned(long step, Decoded record) {
        fate(record).ifPresent(fate -> keepIfDue(step, record, fate));
    }

    private static Optional<Fate> fate(Decoded record) {
        if (record.views().isPresent()) {
            return Optional.of(Fate.TRAINED);
        }
        return record.fact()
                .pass()
                .flatMap(
                        reason ->
                                switch (reason) {
                                    case HELD_OUT -> Optional.of(Fate.HELD_OUT);
                                    case UNDECODABLE, LACKS_NEED, UNKNOWN ->
                                            Optional.of(Fate.SKIPPED);
                                    case LOST -> Optional.empty();
                                });
    }

    private synchronized void keepIfDue(long step, Decoded record, Fate fate) {
        Instant now = wall.instant();
        Instant before = last.get(fate);
        // A clock that was set back must not keep pictures away until it has caught up.
        boolean due =
                before == null
                        || now.isBefore(before)
                        || !now.isBefore(before.plus(EVERY.getOrDefault(fate, Duration.ZERO)));
        if (!due) {
            return;
        }
        last.put(fate, now);
        keep(
                new Picture(
                        ++sequence,
                        record.fact().partition(),
                        record.fact().offset(),
                        HexFormat.of().formatHex(record.sha256()),
                        step,
                        fate,
                        record.finding(),
                        record.label(),
                        now,
                        record.image()));
    }

    private void keep(Picture picture) {
        Deque<Picture> place = picture.fate() == Fate.SKIPPED ? skipped : pictures;
        place.addFirst(picture);
        bytes += picture.file().length;
        while (pictures.size() > PICTURES_MAX || (bytes > BYTES_MAX && pictures.size() > 1)) {
            bytes -= pictures.removeLast().file().length;
        }
        while (skipped.size() > SKIPPED_MAX) {
            skipped.removeLast();
        }
    }

    /// The newest pictures, the newest first.
    public synchronized List<Picture> newest(int countMax) {
        return pictures.stream().limit(countMax).toList();
    }

    /// Pictures that are newer than another one, the newest first.
    ///
    /// @param after its sequence; 0 for all
    public synchronized List<Picture> since(long after, int countMax) {
        return pictures.stream()
                .takeWhile(picture -> picture.sequence() > after)
                .limit(countMax)
                .toList();
    }

    /// The newest skipped records, the newest first.
    public synchronized List<Picture> skipped() {
        return new ArrayList<>(skipped);
    }

    /// A picture that is still kept.
    public synchronized Optional<Picture> find(int partition, long offset) {
        return pictures.stream()
                .filter(each -> each.partition() == partition && each.offset() == offset)
                .findFirst();
    }
}
