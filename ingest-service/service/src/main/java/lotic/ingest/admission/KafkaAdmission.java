package lotic.ingest.admission;

import lotic.schemas.ImageDigest;
import lotic.schemas.KafkaConnection;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.TaskMetadata;
import org.apache.kafka.streams.ThreadMetadata;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.state.QueryableStoreType;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyWindowStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/// Admission on Kafka Streams.
public final class KafkaAdmission implements Admission, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(KafkaAdmission.class);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

    private final KafkaStreams streams;
    private final Admin admin;
    private final SubmittedTopic submitted;
    private final AdmissionRules rules;
    private final InstantSource clock;
    private final AtomicLong replacedThreads = new AtomicLong();

    private KafkaAdmission(
            KafkaStreams streams,
            Admin admin,
            SubmittedTopic submitted,
            AdmissionRules rules,
            InstantSource clock) {
        this.streams = streams;
        this.admin = admin;
        this.submitted = submitted;
        this.rules = rules;
        this.clock = clock;
    }

    /// Starts admission and returns at once; [#state] tells when it runs. The topics must exist,
    /// the broker may be away for a while.
    ///
    /// @param folder for its state, used by nobody else
    /// @param instance name of this instance in the group, the same at each start
    /// @param threads that examine, 1 or more
    public static KafkaAdmission start(
            KafkaConnection kafka,
            AdmissionRules rules,
            Path folder,
            String instance,
            int threads,
            InstantSource clock) {
        BoundedRocksDb.unpackLibrary(folder);
        KafkaStreams streams =
                new KafkaStreams(
                        AdmissionTopology.of(kafka.topics(), rules),
                        AdmissionConfig.streams(kafka, folder, instance, threads));
        Admin admin = Admin.create(AdmissionConfig.admin(kafka, instance));
        KafkaAdmission admission =
                new KafkaAdmission(
                        streams,
                        admin,
                        new SubmittedTopic(
                                admin,
                                kafka.topics().imagesSubmitted(),
                                AdmissionConfig.group(kafka)),
                        rules,
                        clock);
        streams.setUncaughtExceptionHandler(admission::replaceThread);
        streams.start();
        return admission;
    }

    @Override
    public AdmissionState state() {
        return switch (streams.state()) {
            case CREATED, REBALANCING -> AdmissionState.STARTING;
            case RUNNING -> AdmissionState.RUNNING;
            case PENDING_ERROR, ERROR -> AdmissionState.FAILED;
            case PENDING_SHUTDOWN, NOT_RUNNING -> AdmissionState.STOPPED;
        };
    }

    @Override
    public IntakeCounts counts() {
        List<Integer> partitions = partitions();
        ReadOnlyKeyValueStore<Integer, byte[]> store =
                store(AdmissionTopology.COUNTS, QueryableStoreTypes.keyValueStore());
        Map<Integer, Long> ends = submitted.ends(partitions);
        List<IntakeCounts.Partition> counted = new ArrayList<>();
        for (int partition : partitions) {
            byte[] stored = store.get(partition);
            PartitionCounts counts =
                    stored == null ? PartitionCounts.NONE : PartitionCounts.fromBytes(stored);
            long end = Objects.requireNonNull(ends.get(partition));
            counted.add(
                    new IntakeCounts.Partition(
                            partition, counts, end, Math.max(0, end - counts.nextOffset())));
        }
        return new IntakeCounts(counted);
    }

    @Override
    public Optional<Sighting> find(ImageDigest image) {
        ReadOnlyWindowStore<byte[], byte[]> store =
                store(DuplicateWindow.STORE, QueryableStoreTypes.windowStore());
        return DuplicateWindow.find(store, image, clock.instant(), rules.window());
    }

    /// How often a thread died of a fault and was replaced.
    public long replacedThreads() {
        return replacedThreads.get();
    }

    @Override
    public void close() {
        streams.close(CLOSE_TIMEOUT);
        admin.close(CLOSE_TIMEOUT);
    }

    private List<Integer> partitions() {
        return streams.metadataForLocalThreads().stream()
                .map(ThreadMetadata::activeTasks)
                .flatMap(tasks -> tasks.stream().map(TaskMetadata::taskId))
                .map(task -> task.partition())
                .sorted()
                .toList();
    }

    private <T> T store(String name, QueryableStoreType<T> type) {
        try {
            return streams.store(StoreQueryParameters.fromNameAndType(name, type));
        } catch (InvalidStateStoreException e) {
            throw new AdmissionUnavailableException(
                    "admission is " + state().code() + "; ask again in a moment", e);
        }
    }

    /// Whatever ended the thread, a fresh one may fare better: most often the broker was away. A
    /// record cannot be the cause, since the processor turns away what it cannot examine.
    private StreamThreadExceptionResponse replaceThread(Throwable cause) {
        replacedThreads.incrementAndGet();
        LOG.warn("event=admission-thread-replaced cause=\"{}\"", String.valueOf(cause));
        return StreamThreadExceptionResponse.REPLACE_THREAD;
    }
}
