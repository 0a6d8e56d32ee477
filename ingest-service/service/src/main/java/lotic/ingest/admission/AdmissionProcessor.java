package lotic.ingest.admission;

import lotic.schemas.Digests;
import lotic.schemas.Records;
import lotic.schemas.RejectionReason;

import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;

/// Decides about each record of one partition of the submitted topic, in order, and counts it.
final class AdmissionProcessor implements Processor<byte[], byte[], byte[], byte[]> {

    private final AdmissionRules rules;
    private final ProcessorContext<byte[], byte[]> context;
    private final KeyValueStore<Integer, byte[]> counts;
    private final DuplicateWindow window;

    AdmissionProcessor(AdmissionRules rules, ProcessorContext<byte[], byte[]> context) {
        this.rules = rules;
        this.context = context;
        this.counts = context.getStateStore(AdmissionTopology.COUNTS);
        this.window =
                new DuplicateWindow(context.getStateStore(DuplicateWindow.STORE), rules.window());
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        RecordMetadata place = context.recordMetadata().orElseThrow();
        PartitionCounts before = PartitionCounts.fromStored(counts.get(place.partition()));
        if (place.offset() < before.nextOffset()) {
            // The group's offsets were lost or reset; what these records came to is on the books.
            return;
        }
        Outcome outcome = settle(examine(record), record, place);
        long bytes = record.value() == null ? 0 : record.value().length;
        counts.put(place.partition(), before.after(place.offset(), bytes, outcome).toBytes());
    }

    private Examination examine(Record<byte[], byte[]> record) {
        try {
            return Examination.of(record.key(), record.value(), rules.pixels());
        } catch (RuntimeException bug) {
            // A fault of ours, met again at each attempt, would hold up the partition for ever: the
            // record goes where an operator can look at it.
            return new Examination.Unsound(
                    Digests.of(record.value()),
                    Optional.empty(),
                    ByteBuffer.wrap(record.value()),
                    new Outcome.Rejected(RejectionReason.UNKNOWN, "examination failed: " + bug));
        }
    }

    private Outcome settle(
            Examination examined, Record<byte[], byte[]> record, RecordMetadata place) {
        Instant now = Instant.ofEpochMilli(record.timestamp());
        if (examined.readable().filter(s -> window.knows(s.getId(), now)).isPresent()) {
            return new Outcome.Resent();
        }
        examined.readable().ifPresent(submission -> window.remember(submission.getId(), now));
        return switch (examined) {
            case Examination.Sound sound -> admitOrDrop(sound, record, place, now);
            case Examination.Unsound unsound -> turnAway(unsound, record, place, now);
        };
    }

    private Outcome.Settled admitOrDrop(
            Examination.Sound sound,
            Record<byte[], byte[]> record,
            RecordMetadata place,
            Instant now) {
        // The window runs from the last time the image was let through: duplicates do not prolong
        // it, or an image that is sent every hour would be learnt once and never again.
        Optional<Instant> admittedBefore =
                window.find(sound.digest(), now)
                        .flatMap(Sighting::admittedAt)
                        .filter(admittedAt -> admittedAt.plus(rules.window()).isAfter(now));
        if (admittedBefore.isPresent() && rules.duplicates() == Duplicates.DROP) {
            Outcome.Settled duplicate = new Outcome.Duplicate();
            remember(sound, duplicate, admittedBefore, place, now);
            return duplicate;
        }
        boolean repeat = admittedBefore.isPresent();
        byte[] value =
                Records.encode(
                        AdmissionRecords.admitted(
                                sound.submission(), sound.image(), repeat, wallClock()));
        context.forward(record.withValue(value), AdmissionTopology.ADMITTED);
        Outcome.Settled admitted = new Outcome.Admitted(repeat, sound.image().animated());
        remember(sound, admitted, Optional.of(now), place, now);
        return admitted;
    }

    private Outcome.Settled turnAway(
            Examination.Unsound unsound,
            Record<byte[], byte[]> record,
            RecordMetadata place,
            Instant now) {
        byte[] value = Records.encode(AdmissionRecords.rejection(unsound, place, wallClock()));
        context.forward(
                record.withKey(unsound.digest().bytes()).withValue(value),
                AdmissionTopology.REJECTED);
        boolean ownPartition = unsound.verdict().reason() != RejectionReason.WRONG_KEY;
        if (ownPartition && unsound.readable().isPresent()) {
            // What was let through before stays known, or the same bytes would be new once more.
            Optional<Instant> admittedBefore =
                    window.find(unsound.digest(), now).flatMap(Sighting::admittedAt);
            remember(unsound, unsound.verdict(), admittedBefore, place, now);
        }
        return unsound.verdict();
    }

    private void remember(
            Examination examined,
            Outcome.Settled outcome,
            Optional<Instant> admittedAt,
            RecordMetadata place,
            Instant now) {
        window.remember(
                examined.digest(),
                new Sighting(place.partition(), place.offset(), outcome, admittedAt),
                now);
    }

    private Instant wallClock() {
        return Instant.ofEpochMilli(context.currentSystemTimeMs());
    }
}
