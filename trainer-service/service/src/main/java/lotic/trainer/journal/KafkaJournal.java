package lotic.trainer.journal;

import lotic.schemas.KafkaConnection;
import lotic.schemas.Limits;
import lotic.schemas.Records;
import lotic.schemas.RunEvent;
import lotic.trainer.run.TrainingException;
import lotic.trainer.run.TrainingException.Reason;

import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/// The journal in its Kafka topic, written in transactions whose id is the run: whoever opens it
/// later shuts the earlier one out (KIP-98), so that two trainers of one run can never both decide.
///
/// A commit whose answer is lost is not guessed at: the transaction is ended, and the topic is read
/// to see what became of it. Each commit carries a mark in its headers for that.
public final class KafkaJournal implements Journal {

    /// How many records are read back at most. A checkpoint every half minute leaves a few hundred.
    static final int READ_BACK_MAX = 1_000_000;

    /// How long opening waits for a broker.
    private static final Duration OPEN_PATIENCE = Duration.ofSeconds(60);

    /// One wait for the broker's answer; then it is asked again.
    private static final Duration ANSWER_PATIENCE = Duration.ofSeconds(10);

    /// How long a broker may be away in the middle of a transaction: past it the coordinator ends
    /// the transaction by itself, and the run has to be started again. Brokers allow 15 minutes.
    private static final Duration TRANSACTION_MAX = Duration.ofMinutes(15);

    private static final Logger LOG = LoggerFactory.getLogger(KafkaJournal.class);
    private static final byte @Nullable [] NOTHING = null;
    private static final String MARK = "lotic-commit";

    private final KafkaConnection kafka;
    private final String run;
    private final JournalTopic topic;
    private final UUID opening = UUID.randomUUID();
    private volatile Producer<byte[], byte[]> producer;
    private volatile boolean closed;
    private long commits;
    private long lastPosition;

    private KafkaJournal(KafkaConnection kafka, String run) {
        this.kafka = kafka;
        this.run = run;
        this.topic = new JournalTopic(kafka, run, () -> closed);
        this.producer = newProducer();
    }

    /// Opens a run's journal and shuts earlier trainers of the run out.
    ///
    /// @throws TrainingException with reason BROKER_AWAY if no broker answers within a minute
    public static KafkaJournal open(KafkaConnection kafka, String run) {
        KafkaJournal journal = new KafkaJournal(kafka, run);
        try {
            journal.shutEarlierOut();
            journal.settle();
            return journal;
        } catch (KafkaException e) {
            journal.close();
            throw new TrainingException(
                    Reason.BROKER_AWAY,
                    "The broker at "
                            + kafka.bootstrapServers()
                            + " does not open the journal ("
                            + e.getMessage()
                            + "). Start it, or name another with --kafka HOST:PORT.",
                    e);
        }
    }

    private void shutEarlierOut() {
        long tries = OPEN_PATIENCE.dividedBy(ANSWER_PATIENCE);
        for (int i = 1; ; i++) {
            try {
                producer.initTransactions();
                return;
            } catch (TimeoutException e) {
                if (i == tries) {
                    throw e;
                }
            }
        }
    }

    /// Brings out what earlier trainers committed and the topic does not show yet. Opening should
    /// have done so, but a broker loses the marker that ends a committed transaction if the
    /// partition has no leader at that moment (seen in 4.3.1, when broker and trainer were killed
    /// together). The records would appear with the next commit, behind decisions that did not know
    /// them; a record without a value, which readers skip, makes them appear now.
    private void settle() {
        OptionalLong unfinished = topic.unfinished();
        if (unfinished.isEmpty()) {
            return;
        }
        LOG.warn(
                "event=journal-settled run={} offset={}: the transaction of these records had no"
                        + " end",
                run,
                unfinished.getAsLong());
        producer.beginTransaction();
        var _ =
                producer.send(
                        new ProducerRecord<>(
                                topic.partition().topic(),
                                topic.partition().partition(),
                                topic.key(),
                                NOTHING));
        patiently(
                () -> {
                    producer.commitTransaction();
                    return true;
                });
    }

    private Producer<byte[], byte[]> newProducer() {
        Map<String, Object> config = kafka.clientConfig();
        config.put(ProducerConfig.CLIENT_ID_CONFIG, "lotic-trainer-journal");
        // Runs of one name under two prefixes are two runs: neither shuts the other one out.
        config.put(
                ProducerConfig.TRANSACTIONAL_ID_CONFIG, kafka.topics().prefix() + "trainer." + run);
        config.put(
                ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
                Math.toIntExact(TRANSACTION_MAX.toMillis()));
        config.put(
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                Math.toIntExact(TRANSACTION_MAX.toMillis()));
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, ANSWER_PATIENCE.toMillis());
        config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Limits.RECORD_BYTES_MAX);
        // One at a time costs nothing here, and several make the broker log errors (transactions
        // of version 2 with more in flight answer out of order and are retried).
        config.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }

    @Override
    public long commit(List<? extends SpecificRecord> records) {
        byte[] mark = mark(++commits);
        while (true) {
            try {
                lastPosition = attempt(records, mark);
                return lastPosition;
            } catch (ProducerFencedException e) {
                throw fenced(e);
            } catch (KafkaException e) {
                mustBeOpen(e);
                endTransaction();
                OptionalLong position = find(mark);
                if (position.isPresent()) {
                    lastPosition = position.getAsLong();
                    return lastPosition;
                }
            }
        }
    }

    private long attempt(List<? extends SpecificRecord> records, byte[] mark) {
        producer.beginTransaction();
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        for (SpecificRecord record : records) {
            ProducerRecord<byte[], byte[]> message =
                    new ProducerRecord<>(
                            topic.partition().topic(),
                            topic.partition().partition(),
                            topic.key(),
                            Records.encode((SpecificRecordBase) record));
            message.headers().add(MARK, mark);
            sent.add(producer.send(message));
        }
        patiently(
                () -> {
                    producer.commitTransaction();
                    return true;
                });
        return sent.getFirst().resultNow().offset();
    }

    /// Ends a transaction that failed, so that what the topic says of it is final.
    private void endTransaction() {
        try {
            patiently(
                    () -> {
                        producer.abortTransaction();
                        return true;
                    });
        } catch (ProducerFencedException e) {
            throw fenced(e);
        } catch (KafkaException e) {
            mustBeOpen(e);
            takeOver(e);
        }
    }

    /// Goes on with a new producer, which ends what the old one left open. A trainer that has shut
    /// us out would be shut out by it in turn, so that one is looked for first.
    private void takeOver(KafkaException cause) {
        winner().ifPresent(
                        by -> {
                            throw fenced(by, cause);
                        });
        producer.close(Duration.ZERO);
        producer = newProducer();
        patiently(
                () -> {
                    producer.initTransactions();
                    return true;
                });
    }

    /// Asks the broker until it answers or the journal is closed. After a timeout, asking the same
    /// again is the documented way: the same transaction is meant.
    private <T> T patiently(Supplier<T> question) {
        while (true) {
            try {
                return question.get();
            } catch (TimeoutException e) {
                mustBeOpen(e);
            }
        }
    }

    private void mustBeOpen(KafkaException cause) {
        if (closed) {
            throw new IllegalStateException("the journal was closed during a commit", cause);
        }
    }

    private OptionalLong find(byte[] mark) {
        return sinceLastCommit().stream()
                .filter(record -> Arrays.equals(mark, markOf(record)))
                .mapToLong(ConsumerRecord::offset)
                .findFirst();
    }

    private byte[] mark(long commit) {
        return ByteBuffer.allocate(3 * Long.BYTES)
                .putLong(opening.getMostSignificantBits())
                .putLong(opening.getLeastSignificantBits())
                .putLong(commit)
                .array();
    }

    private static byte[] markOf(ConsumerRecord<byte[], byte[]> record) {
        Header header = record.headers().lastHeader(MARK);
        return header == null ? new byte[0] : header.value();
    }

    /// The newest event behind our last commit that is not ours.
    private Optional<RunEvent> winner() {
        return sinceLastCommit().reversed().stream()
                .filter(record -> !isOurs(markOf(record)))
                .map(record -> Records.decode(record.value()))
                .filter(RunEvent.class::isInstance)
                .map(RunEvent.class::cast)
                .findFirst();
    }

    private List<ConsumerRecord<byte[], byte[]>> sinceLastCommit() {
        return patiently(
                () -> {
                    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
                    topic.read(lastPosition, records::add);
                    return records;
                });
    }

    private boolean isOurs(byte[] mark) {
        return mark.length == 3 * Long.BYTES
                && ByteBuffer.wrap(mark).getLong() == opening.getMostSignificantBits();
    }

    private TrainingException fenced(KafkaException cause) {
        return winner().map(by -> fenced(by, cause))
                .orElseGet(() -> fenced("another trainer.", cause));
    }

    private TrainingException fenced(RunEvent by, KafkaException cause) {
        return fenced(
                "epoch "
                        + by.getEpoch()
                        + " (started "
                        + by.getHappenedAt()
                        + ": "
                        + by.getDetail()
                        + ")",
                cause);
    }

    private TrainingException fenced(String winner, KafkaException cause) {
        return new TrainingException(
                Reason.FENCED,
                "Run " + run + " was taken over by " + winner + " This trainer ends.",
                cause);
    }

    @Override
    public List<Entry> read(long from) {
        try {
            return readAll(from);
        } catch (TimeoutException e) {
            throw new TrainingException(
                    Reason.BROKER_AWAY,
                    "The broker at "
                            + kafka.bootstrapServers()
                            + " fell silent while the journal was read ("
                            + e.getMessage()
                            + "). Start again once it answers.",
                    e);
        }
    }

    private List<Entry> readAll(long from) {
        List<Entry> entries = new ArrayList<>();
        topic.read(
                from,
                record -> {
                    if (entries.size() == READ_BACK_MAX) {
                        throw new TrainingException(
                                Reason.JOURNAL_GAP,
                                "The journal has more than "
                                        + READ_BACK_MAX
                                        + " records behind the newest checkpoint of run "
                                        + run
                                        + ". Start a new run with --run NAME.");
                    }
                    entries.add(new Entry(record.offset(), Records.decode(record.value())));
                });
        return entries;
    }

    @Override
    public void close() {
        closed = true;
        producer.close(Duration.ZERO);
    }
}
