package lotic.system;

import lotic.schemas.CheckpointTaken;
import lotic.schemas.Records;
import lotic.schemas.StepReport;
import lotic.schemas.Topics;

import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// What a run wrote down, as anybody can read it from the broker.
///
/// @param records committed ones, in order
record RunJournal(List<SpecificRecordBase> records) {

    private static final Duration POLL = Duration.ofSeconds(2);

    static RunJournal read(String bootstrapServers) {
        Map<String, Object> config =
                Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed");
        var bytes = new ByteArrayDeserializer();
        var partition = new TopicPartition(Topics.STANDARD.trainingSteps(), 0);
        try (var consumer = new KafkaConsumer<>(config, bytes, bytes)) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            List<SpecificRecordBase> records = new ArrayList<>();
            while (consumer.position(partition) < end) {
                consumer.poll(POLL).forEach(it -> records.add(Records.decode(it.value())));
            }
            return new RunJournal(records);
        }
    }

    Stream<StepReport> reports() {
        return of(StepReport.class);
    }

    Stream<CheckpointTaken> checkpoints() {
        return of(CheckpointTaken.class);
    }

    private <R> Stream<R> of(Class<R> type) {
        return records.stream().filter(type::isInstance).map(type::cast);
    }
}
