package lotic.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

class TopicSettingsTest {

    private static final short ONE_REPLICA = 1;

    static Stream<TopicSizes> sizes() {
        return Stream.of(TopicSizes.standard(), TopicSizes.demo());
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void imageTopicsTakeAFullRecordAndTrustTheBrokersClock(TopicSizes sizes) {
        for (String name : List.of("lotic.images.submitted", "lotic.images")) {
            NewTopic topic = topic(name, sizes, ONE_REPLICA);

            assertThat(topic.numPartitions()).isEqualTo(12);
            assertThat(topic.configs())
                    .containsEntry("max.message.bytes", "16777216")
                    .containsEntry("message.timestamp.type", "LogAppendTime")
                    .containsEntry("flush.ms", "1000");
        }
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void aPartitionKeepsSeveralSegmentsAndASegmentHoldsAFullRecord(TopicSizes sizes) {
        for (String name : List.of("lotic.images.submitted", "lotic.images")) {
            Map<String, String> config = topic(name, sizes, ONE_REPLICA).configs();

            assertThat(Long.parseLong(config.getOrDefault("segment.bytes", "0")))
                    .isBetween(
                            (long) Limits.RECORD_BYTES_MAX,
                            Long.parseLong(config.getOrDefault("retention.bytes", "0")) / 4);
        }
    }

    @Test
    void theJournalIsOnTheDiskWhenItIsCommitted() {
        assertThat(topic("lotic.training.steps", TopicSizes.demo(), ONE_REPLICA).configs())
                .containsEntry("flush.messages", "1");
    }

    @Test
    void versionsAreAnnouncedForEver() {
        assertThat(topic("lotic.models", TopicSizes.demo(), ONE_REPLICA).configs())
                .containsEntry("retention.ms", "-1");
    }

    @ParameterizedTest
    @ValueSource(shorts = {-1, 3})
    void replicationIsLeftToTheBrokerUnlessItIsChosen(short replicas) {
        assertThat(topic("lotic.images", TopicSizes.demo(), replicas).replicationFactor())
                .isEqualTo(replicas);
    }

    @Test
    void aTopicTooSmallForItsRecordsIsRefusedWithTheSettingToChange() {
        assertThatThrownBy(() -> new TopicSizes(12, 1 << 20, 2L << 30))
                .hasMessageStartingWith("kafka.submitted-bytes-max is 1048576; 12 partitions need");
    }

    private static NewTopic topic(String name, TopicSizes sizes, short replicas) {
        KafkaConnection kafka =
                new KafkaConnection("localhost:1", Map.of(), Topics.STANDARD, replicas);
        return TopicSettings.topics(kafka, sizes).stream()
                .filter(topic -> topic.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
