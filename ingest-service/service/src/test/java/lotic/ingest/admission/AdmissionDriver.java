package lotic.ingest.admission;

import lotic.schemas.AdmittedImage;
import lotic.schemas.ImageDigest;
import lotic.schemas.Records;
import lotic.schemas.Rejection;
import lotic.schemas.SubmissionBuilder;
import lotic.schemas.Topics;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/// Admission with its real topology and stores, one partition and no broker. Its clock stands still
/// unless it is moved on.
final class AdmissionDriver implements AutoCloseable {

    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final TopologyTestDriver driver;
    private final AdmissionRules rules;
    private final TestInputTopic<byte[], byte[]> submitted;
    private final TestOutputTopic<byte[], byte[]> images;
    private final TestOutputTopic<byte[], byte[]> rejected;
    private Instant now = START;

    AdmissionDriver(AdmissionRules rules, Path folder) {
        this.rules = rules;
        Properties config = new Properties();
        config.putAll(
                Map.of(
                        StreamsConfig.APPLICATION_ID_CONFIG,
                        "admission",
                        StreamsConfig.BOOTSTRAP_SERVERS_CONFIG,
                        "none:1",
                        StreamsConfig.STATE_DIR_CONFIG,
                        folder.toString(),
                        StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG,
                        true,
                        StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG,
                        BoundedRocksDb.class));
        driver =
                new TopologyTestDriver(AdmissionTopology.of(Topics.STANDARD, rules), config, START);
        ByteArraySerializer in = new ByteArraySerializer();
        ByteArrayDeserializer out = new ByteArrayDeserializer();
        submitted = driver.createInputTopic(Topics.STANDARD.imagesSubmitted(), in, in);
        images = driver.createOutputTopic(Topics.STANDARD.images(), out, out);
        rejected = driver.createOutputTopic(Topics.STANDARD.imagesRejected(), out, out);
    }

    /// Submits as a native producer would.
    void submit(SubmissionBuilder submission) {
        ProducerRecord<byte[], byte[]> record = submission.toRecord(Topics.STANDARD);
        submit(record.key(), record.value());
    }

    void submit(byte @Nullable [] key, byte @Nullable [] value) {
        submitted.pipeInput(new TestRecord<>(key, value, now));
    }

    void moveOn(Duration time) {
        now = now.plus(time);
        driver.advanceWallClockTime(time);
    }

    List<AdmittedImage> admitted() {
        return images.readValuesToList().stream()
                .map(value -> Records.decode(AdmittedImage.class, value))
                .toList();
    }

    List<byte[]> admittedKeys() {
        return images.readKeyValuesToList().stream().map(pair -> pair.key).toList();
    }

    List<Rejection> rejected() {
        return rejected.readValuesToList().stream()
                .map(value -> Records.decode(Rejection.class, value))
                .toList();
    }

    PartitionCounts counts() {
        return PartitionCounts.fromStored(
                driver.<Integer, byte[]>getKeyValueStore(AdmissionTopology.COUNTS).get(0));
    }

    /// Makes the books say something else.
    void setCounts(PartitionCounts counts) {
        driver.<Integer, byte[]>getKeyValueStore(AdmissionTopology.COUNTS).put(0, counts.toBytes());
    }

    Optional<Sighting> find(ImageDigest image) {
        return DuplicateWindow.find(
                driver.getWindowStore(DuplicateWindow.STORE), image, now, rules.window());
    }

    @Override
    public void close() {
        driver.close();
    }
}
