package lotic.trainer.stream;

import lotic.schemas.AdmittedImage;
import lotic.schemas.Format;
import lotic.schemas.Records;
import lotic.trainer.run.Cursor;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/// An image topic in memory, with transaction markers among its records. It outlives the trainers
/// that read it. A look brings as much as the random generator says.
public final class ImageLogTwin {

    private final List<NavigableMap<Long, SourceRecord>> partitions = new ArrayList<>();
    private final SortedMap<Integer, Long> begins = new TreeMap<>();
    private final SortedMap<Integer, Long> ends = new TreeMap<>();
    private Cursor saved = Cursor.START;

    public ImageLogTwin(int partitionCount) {
        for (int partition = 0; partition < partitionCount; partition++) {
            partitions.add(new TreeMap<>());
            begins.put(partition, 0L);
            ends.put(partition, 0L);
        }
    }

    /// Appends an image; its digest chooses the partition, as the key does in Kafka.
    public void append(byte[] image, String label, Instant now) {
        byte[] digest = sha256(image);
        int partition = Math.floorMod(digest[31], partitions.size());
        AdmittedImage admitted =
                AdmittedImage.newBuilder()
                        .setId("id")
                        .setBytes(ByteBuffer.wrap(image))
                        .setFormat(Format.PNG)
                        .setWidth(8)
                        .setHeight(8)
                        .setAdmittedAt(now)
                        .setLabel(label)
                        .build();
        long offset = ends.get(partition);
        partitions
                .get(partition)
                .put(
                        offset,
                        new SourceRecord(partition, offset, digest, Records.encode(admitted), now));
        ends.put(partition, offset + 1);
    }

    /// Ends a transaction: every partition gets a marker.
    public void marker() {
        ends.replaceAll((_, end) -> end + 1);
    }

    /// Forgets everything of a partition before an offset, as retention does.
    public void retainFrom(int partition, long offset) {
        partitions.get(partition).headMap(offset).clear();
        begins.put(partition, offset);
    }

    /// Loses everything of a partition from an offset on, as a power cut may.
    public void truncate(int partition, long offset) {
        partitions.get(partition).tailMap(offset).clear();
        ends.put(partition, offset);
    }

    public long records() {
        return partitions.stream().mapToLong(NavigableMap::size).sum();
    }

    /// What the consumer group would show.
    public Cursor saved() {
        return saved;
    }

    /// A reader with fetches of any size.
    public ImageSource open(RandomGenerator random) {
        return new Opened(random);
    }

    private final class Opened implements ImageSource {

        private final RandomGenerator random;
        private final SortedMap<Integer, Long> positions = new TreeMap<>();

        private Opened(RandomGenerator random) {
            this.random = random;
        }

        @Override
        public String name() {
            return "lotic.images";
        }

        @Override
        public String topic() {
            return "twin";
        }

        @Override
        public Cursor begin(Cursor cursor) {
            ends.keySet()
                    .forEach(
                            partition ->
                                    positions.put(
                                            partition,
                                            cursor.at(partition).orElse(begins.get(partition))));
            return new Cursor(positions);
        }

        @Override
        public Fetch poll(Duration patience, Set<Integer> paused) {
            List<SourceRecord> records = new ArrayList<>();
            List<Fetch.Gap> gaps = new ArrayList<>();
            for (int partition = 0; partition < partitions.size(); partition++) {
                long position = positions.get(partition);
                if (position < begins.get(partition)) {
                    gaps.add(new Fetch.Gap(partition, position, begins.get(partition)));
                    position = begins.get(partition);
                }
                long to = Math.min(ends.get(partition), position + random.nextInt(12));
                if (!paused.contains(partition)) {
                    records.addAll(partitions.get(partition).subMap(position, to).values());
                    position = Math.max(position, to);
                }
                positions.put(partition, position);
            }
            return new Fetch(records, gaps, new TreeMap<>(positions), new TreeMap<>(ends));
        }

        @Override
        public void saved(Cursor cursor) {
            saved = cursor;
        }

        @Override
        public void wake() {}

        @Override
        public void close() {}
    }

    private static byte[] sha256(byte[] image) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(image);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
