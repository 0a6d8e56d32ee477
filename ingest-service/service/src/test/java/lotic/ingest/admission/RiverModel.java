package lotic.ingest.admission;

import lotic.ingest.images.BadImage;
import lotic.ingest.images.Pictures;
import lotic.schemas.SubmissionBuilder;
import lotic.schemas.Topics;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// A random stream of submissions, and what must become of them by the plainest reading of the
/// rules: maps of times, no stores.
final class RiverModel {

    private static final List<byte[]> PICTURES = pictures();
    private static final List<byte[]> BAD_IMAGES = badImages();

    private final Duration window;
    private final Map<Integer, Instant> admittedAt = new HashMap<>();
    private final Map<String, Instant> metAt = new HashMap<>();
    private final List<Sent> sent = new ArrayList<>();
    private Instant now = AdmissionDriver.START;
    private int ids;
    private long admitted;
    private long duplicates;
    private long resent;
    private long rejected;

    RiverModel(Duration window) {
        this.window = window;
    }

    /// A record and the time before it.
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Drop(Duration pause, byte @Nullable [] key, byte @Nullable [] value) {}

    /// @param picture index of a sound one, or -1
    private record Sent(String id, int picture, ProducerRecord<byte[], byte[]> record) {}

    long admitted() {
        return admitted;
    }

    long duplicates() {
        return duplicates;
    }

    long resent() {
        return resent;
    }

    long rejected() {
        return rejected;
    }

    Drop next(Random random) {
        Duration pause = Duration.ofMinutes(random.nextInt(12));
        now = now.plus(pause);
        int kind = random.nextInt(100);
        if (kind < 5) {
            rejected++;
            return new Drop(pause, null, "poison".getBytes(StandardCharsets.UTF_8));
        } else if (kind < 15 && !sent.isEmpty()) {
            Sent again = sent.get(random.nextInt(sent.size()));
            settle(again);
            return new Drop(pause, again.record().key(), again.record().value());
        }
        int picture = kind < 25 ? -1 : random.nextInt(PICTURES.size());
        byte[] bytes =
                picture < 0
                        ? BAD_IMAGES.get(random.nextInt(BAD_IMAGES.size()))
                        : PICTURES.get(picture);
        String id = "id-" + ids++;
        Sent fresh =
                new Sent(
                        id, picture, new SubmissionBuilder(bytes).id(id).toRecord(Topics.STANDARD));
        sent.add(fresh);
        settle(fresh);
        return new Drop(pause, fresh.record().key(), fresh.record().value());
    }

    private void settle(Sent submission) {
        Instant met = metAt.get(submission.id());
        if (met != null && !met.plus(window).isBefore(now)) {
            resent++;
            return;
        }
        metAt.put(submission.id(), now);
        if (submission.picture() < 0) {
            rejected++;
            return;
        }
        Instant before = admittedAt.get(submission.picture());
        if (before != null && before.plus(window).isAfter(now)) {
            duplicates++;
            return;
        }
        admittedAt.put(submission.picture(), now);
        admitted++;
    }

    private static List<byte[]> pictures() {
        List<byte[]> pictures = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            pictures.add(Pictures.jpeg(i));
        }
        return pictures;
    }

    private static List<byte[]> badImages() {
        List<byte[]> bad = new ArrayList<>();
        for (BadImage image : BadImage.values()) {
            bad.add(image.bytes());
        }
        return bad;
    }
}
