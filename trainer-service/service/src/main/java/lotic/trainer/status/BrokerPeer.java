package lotic.trainer.status;

import lotic.schemas.KafkaConnection;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.DescribeClusterOptions;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;

/// Asks the broker whether it is there: the trainer's own clients wait for it in silence. Safe for
/// use by many threads.
public final class BrokerPeer implements AutoCloseable {

    /// A status that takes longer is of no use.
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Admin admin;
    private final String servers;

    /// @param kafka where the broker is
    public BrokerPeer(KafkaConnection kafka) {
        servers = kafka.bootstrapServers();
        Map<String, Object> config = kafka.clientConfig();
        config.put(AdminClientConfig.CLIENT_ID_CONFIG, "lotic-trainer-status");
        admin = Admin.create(config);
    }

    /// Why the broker says nothing, as a clause; empty if it answers.
    public Optional<String> away() {
        var options = new DescribeClusterOptions().timeoutMs(Math.toIntExact(PATIENCE.toMillis()));
        try {
            admin.describeCluster(options).nodes().get();
            return Optional.empty();
        } catch (ExecutionException silent) {
            return Optional.of("the broker at %s does not answer".formatted(servers));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return Optional.of("the question to the broker was interrupted");
        }
    }

    @Override
    public void close() {
        admin.close(PATIENCE);
    }
}
