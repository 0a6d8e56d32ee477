package lotic.schemas;

import static org.apache.kafka.common.config.TopicConfig.MAX_MESSAGE_BYTES_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG;

import lotic.schemas.TopicSetupException.Reason;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;

/// Makes the topics of the river and waits until they answer.
public final class TopicSetup {

    private static final Duration ASK_AGAIN = Duration.ofMillis(20);

    private TopicSetup() {}

    /// Creates the topics that are missing, checks those that are there, and returns once every
    /// partition has answered. Topics that exist are never altered: on a shared cluster they are
    /// the operator's. Harmless to repeat; blocks the calling thread.
    ///
    /// @param timeout for each of the broker's answers, of which three are waited for
    /// @throws TopicSetupException if no broker can be asked, or a topic cannot be created, exists
    ///   with a setting that Lotic cannot work with, or does not answer in time
    public static void run(KafkaConnection kafka, TopicSizes sizes, Duration timeout) {
        Map<String, Object> config = kafka.clientConfig();
        config.put("client.id", "lotic-topic-setup");
        config.put("default.api.timeout.ms", Math.toIntExact(timeout.toMillis()));
        config.put("request.timeout.ms", Math.toIntExact(timeout.toMillis()));
        List<NewTopic> topics = TopicSettings.topics(kafka, sizes);
        try (Admin admin = Admin.create(config)) {
            createMissing(admin, topics);
            onceKnown(timeout, () -> checkSettings(admin, topics));
            onceKnown(timeout, () -> awaitEveryPartition(admin, topics));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TopicSetupException(
                    Reason.UNREACHABLE, "interrupted while the topics were created", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RetriableException
                    ? new TopicSetupException(
                            Reason.UNREACHABLE,
                            "No Kafka answers at %s (%s). Start it, or name another with --kafka HOST:PORT."
                                    .formatted(kafka.bootstrapServers(), rootMessage(e)),
                            e)
                    : new TopicSetupException(
                            Reason.REFUSED,
                            "Kafka at %s does not let the topics be set up (%s). See whether this user may create and describe topics."
                                    .formatted(kafka.bootstrapServers(), rootMessage(e)),
                            e);
        } catch (KafkaException e) {
            throw new TopicSetupException(
                    Reason.UNREACHABLE,
                    "no Kafka client can be made for %s: %s; give HOST:PORT, and see the client"
                                    .formatted(kafka.bootstrapServers(), rootMessage(e))
                            + " settings (kafka.client-config)",
                    e);
        }
    }

    /// The outermost message only says that making the client failed.
    private static String rootMessage(Throwable failure) {
        Throwable root = failure;
        for (Throwable cause = root.getCause(); cause != null; cause = cause.getCause()) {
            root = cause;
        }
        return Objects.requireNonNullElse(root.getMessage(), root.toString());
    }

    private static void createMissing(Admin admin, List<NewTopic> topics)
            throws InterruptedException, ExecutionException {
        for (KafkaFuture<Void> created : admin.createTopics(topics).values().values()) {
            try {
                created.get();
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw e;
                }
            }
        }
    }

    /// Asks again while the broker says that it does not know a topic: the controller answers that
    /// a topic is made before every broker has heard of it.
    static void onceKnown(Duration timeout, Question question)
            throws InterruptedException, ExecutionException {
        long giveUp = System.nanoTime() + timeout.toNanos();
        while (true) {
            try {
                question.ask();
                return;
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException)
                        || System.nanoTime() - giveUp >= 0) {
                    throw e;
                }
                Thread.sleep(ASK_AGAIN);
            }
        }
    }

    /// Something asked of the broker.
    @FunctionalInterface
    interface Question {
        void ask() throws InterruptedException, ExecutionException;
    }

    /// A broker that stamps by the producer's clock, or takes smaller records than we write, would
    /// go wrong only later and harder to see.
    private static void checkSettings(Admin admin, List<NewTopic> topics)
            throws InterruptedException, ExecutionException {
        Map<String, NewTopic> wanted =
                topics.stream().collect(Collectors.toMap(NewTopic::name, topic -> topic));
        List<ConfigResource> resources =
                wanted.keySet().stream()
                        .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
                        .toList();
        admin.describeConfigs(resources)
                .all()
                .get()
                .forEach(
                        (resource, found) ->
                                checkSettings(
                                        Objects.requireNonNull(wanted.get(resource.name())),
                                        found));
    }

    private static void checkSettings(NewTopic topic, Config found) {
        String stamped = topic.configs().get(MESSAGE_TIMESTAMP_TYPE_CONFIG);
        if (stamped != null && !stamped.equals(value(found, MESSAGE_TIMESTAMP_TYPE_CONFIG))) {
            throw misfit(topic.name(), MESSAGE_TIMESTAMP_TYPE_CONFIG, found, stamped);
        }
        String bytesMax = topic.configs().get(MAX_MESSAGE_BYTES_CONFIG);
        if (bytesMax != null
                && Long.parseLong(value(found, MAX_MESSAGE_BYTES_CONFIG))
                        < Long.parseLong(bytesMax)) {
            throw misfit(topic.name(), MAX_MESSAGE_BYTES_CONFIG, found, bytesMax + " or more");
        }
    }

    private static TopicSetupException misfit(
            String topic, String setting, Config found, String wanted) {
        return new TopicSetupException(
                Reason.REFUSED,
                "topic %s has %s=%s; Lotic needs %s: change it with kafka-configs.sh, or choose"
                                .formatted(topic, setting, value(found, setting), wanted)
                        + " another kafka.topic-prefix");
    }

    private static String value(Config config, String setting) {
        return config.get(setting).value();
    }

    /// Asks each partition's leader for its end: a partition that answers can be written and read.
    private static void awaitEveryPartition(Admin admin, List<NewTopic> topics)
            throws InterruptedException, ExecutionException {
        Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
        List<String> names = topics.stream().map(NewTopic::name).toList();
        for (TopicDescription topic : admin.describeTopics(names).allTopicNames().get().values()) {
            topic.partitions()
                    .forEach(
                            partition ->
                                    ends.put(
                                            new TopicPartition(topic.name(), partition.partition()),
                                            OffsetSpec.latest()));
        }
        admin.listOffsets(ends, new ListOffsetsOptions()).all().get();
    }
}
