package lotic.registry.client;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import lotic.registry.client.RegistryException.Reason;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/// Registries that begin and do not go on.
@Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PatienceTest {

    /// More than a connection holds of its own.
    private static final int LARGE = 64 << 20;

    private static final ClientLimits QUICK =
            new ClientLimits(
                    Duration.ofSeconds(2),
                    Duration.ofMillis(500),
                    Duration.ofMillis(300),
                    2,
                    Duration.ofMillis(2),
                    Duration.ofMillis(10),
                    2);

    @TempDir Path folder;
    private BrokenRegistry registry;
    private RegistryClient client;

    @BeforeEach
    void start() throws IOException {
        registry = new BrokenRegistry(new byte[1]);
        client = new RegistryClient(registry.uri(), QUICK);
    }

    @AfterEach
    void stop() {
        client.close();
        registry.close();
    }

    @Test
    void anUploadThatIsNotReadIsGivenUp() {
        assertGivenUp(() -> publish(new byte[LARGE]), "stands still at byte ");
    }

    @Test
    void anUploadThatIsNotAnsweredIsGivenUp() {
        assertGivenUp(() -> publish(new byte[10]), "stands still at byte 10 of 10");
    }

    @Test
    void anAnswerThatDoesNotEndIsGivenUp() {
        assertGivenUp(client::models, "no whole answer within 1 s");
    }

    private void publish(byte[] content) throws IOException {
        Path file = Files.write(folder.resolve("w"), content);
        client.publish(new VersionDraft("demo", "r", 1, 1, new TreeMap<>(Map.of("w", file)), "{}"));
    }

    private static void assertGivenUp(ThrowingCallable request, String why) {
        assertThatThrownBy(request)
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining(why)
                .extracting(e -> ((RegistryException) e).reason())
                .isEqualTo(Reason.UNREACHABLE);
    }
}
