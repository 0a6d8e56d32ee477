package lotic.ingest.admission;

import lotic.schemas.ImageDigest;
import lotic.schemas.KafkaConnection;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.state.QueryableStoreType;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/// Admission on Kafka Streams.
public final class KafkaAdmission implements Admission {

    private static final Logger LOG = LoggerFactory.getLogger(KafkaAdmission.class);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

    /// A photograph on the web; used until admission has read some records itself.
    private static final long ASSUMED_RECORD_BYTES = 128 << 10;

    private final KafkaStreams streams;
    private final Admin admin;
    private final SubmittedTopic submitted;
    private final AdmissionRules rules;
    private final InstantSource clock;
    private final AtomicLong replacedThreads = new AtomicLong();

    /// Below these offsets everything was deleted, as far as this instance knows.
    private volatile Map<Integer, Long> trimmed = Map.of();

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
        List<Integer> here = partitionsHere();
        // Without partitions the sums would be zeros, which are not true of anything.
        if (state() != AdmissionState.RUNNING || here.isEmpty()) {
            throw new AdmissionUnavailableException(
                    "admission is waiting for its partitions; ask again in a moment");
        }
        // The ends before the counts: what was in flight then is decided since or in flight still,
        // and never less than nothing.
        Map<Integer, Long> ends = submitted.ends(submitted.partitions());
        Map<Integer, Long> committed = submitted.committed();
        return ask(
                AdmissionTopology.COUNTS,
                QueryableStoreTypes.<Integer, byte[]>keyValueStore(),
                store ->
                        new IntakeCounts(
                                here.stream()
                                        .map(
                                                p ->
                                                        IntakeCounts.Partition.of(
                                                                p,
                                                                PartitionCounts.fromStored(
                                                                        store.get(p)),
                                                                committed.getOrDefault(p, 0L),
                                                                ends.getOrDefault(p, 0L)))
                                        .toList()));
    }

    @Override
    public Backlog backlog() {
        Map<Integer, Long> ends = submitted.ends(submitted.partitions());
        Map<Integer, Long> committed = submitted.committed();
        long records = 0;
        long most = 0;
        for (Map.Entry<Integer, Long> end : ends.entrySet()) {
            long waiting = Math.max(0, end.getValue() - committed.getOrDefault(end.getKey(), 0L));
            records += waiting;
            most = Math.max(most, waiting);
        }
        long bytes = most == 0 ? 0 : most * meanRecordBytes();
        return new Backlog(records, bytes, submitted.partitionBytesMax());
    }

    private long meanRecordBytes() {
        if (state() != AdmissionState.RUNNING) {
            return ASSUMED_RECORD_BYTES;
        }
        long mean = counts().meanRecordBytes();
        return mean == 0 ? ASSUMED_RECORD_BYTES : mean;
    }

    @Override
    public void trim() {
        Map<Integer, Long> committed = submitted.committed();
        if (!committed.isEmpty() && !committed.equals(trimmed)) {
            submitted.deleteBelow(committed);
            trimmed = committed;
        }
    }

    @Override
    public Optional<Sighting> find(ImageDigest image) {
        return ask(
                DuplicateWindow.STORE,
                QueryableStoreTypes.<byte[], byte[]>windowStore(),
                store -> DuplicateWindow.find(store, image, clock.instant(), rules.window()));
    }

    @Override
    public long replacedThreads() {
        return replacedThreads.get();
    }

    @Override
    public void close() {
        streams.close(CLOSE_TIMEOUT);
        admin.close(CLOSE_TIMEOUT);
    }

    private List<Integer> partitionsHere() {
        return streams.metadataForLocalThreads().stream()
                .flatMap(thread -> thread.activeTasks().stream())
                .map(task -> task.taskId().partition())
                .sorted()
                .toList();
    }

    /// Puts a question to a store, which may close while it is answered.
    private <S, A> A ask(String name, QueryableStoreType<S> type, Function<S, A> question) {
        try {
            return question.apply(streams.store(StoreQueryParameters.fromNameAndType(name, type)));
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
