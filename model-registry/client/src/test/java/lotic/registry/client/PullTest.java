package lotic.registry.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import lotic.registry.client.RegistryException.Reason;
import lotic.registry.format.Sha256;
import lotic.registry.format.VersionRef;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;

/// Pulls over bad connections and from bad registries.
class PullTest {

    private static final int SIZE = 300_000;
    private static final ClientLimits QUICK =
            new ClientLimits(
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(5),
                    Duration.ofMillis(300),
                    3,
                    Duration.ofMillis(2),
                    Duration.ofMillis(10),
                    2);

    /// For what takes a while on a busy machine.
    private static final ClientLimits PATIENT =
            new ClientLimits(
                    Duration.ofSeconds(20),
                    Duration.ofSeconds(60),
                    Duration.ofSeconds(60),
                    3,
                    Duration.ofMillis(2),
                    Duration.ofMillis(10),
                    2);

    @TempDir Path folder;
    private final byte[] content = new byte[SIZE];
    private BrokenRegistry registry;
    private RegistryClient client;

    @BeforeEach
    void start() throws IOException {
        new SplittableRandom(1).nextBytes(content);
        registry = new BrokenRegistry(content);
        client = new RegistryClient(registry.uri(), QUICK);
    }

    @AfterEach
    void stop() {
        client.close();
        registry.close();
    }

    /// Persian, Marathi and others have digits of their own.
    @Test
    void aMachineThatWritesOtherDigitsPullsAllTheSame() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("fa-IR"));
        try {
            registry.next(BrokenRegistry.cutAfter(100_000));

            assertThat(pull().folder().resolve("w")).hasBinaryContent(content);
            assertThat(RegistryClient.eventsPath("demo", 12, Duration.ofSeconds(30)))
                    .isEqualTo("/models/demo/events?after=12&wait=30");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void aConnectionThatIsCutIsResumedWhereItStopped() {
        registry.next(BrokenRegistry.cutAfter(100_000), BrokenRegistry.cutAfter(50_000));

        VerifiedFolder pulled = pull();

        assertThat(pulled.folder().resolve("w")).hasBinaryContent(content);
        List<String> asked = registry.ranges();
        assertThat(asked).hasSize(3).first().isEqualTo("whole");
        assertThat(firstByte(asked.get(1))).isBetween(1L, 100_000L);
        assertThat(firstByte(asked.get(2)) - firstByte(asked.get(1))).isBetween(1L, 50_000L);
    }

    @Test
    void aLargeFileOverAConnectionThatIsCutFiveTimesNeverBeginsAgain() throws IOException {
        pullsLargeFile(64 << 20);
    }

    @Test
    @Tag("slow")
    void aHugeFileOverAConnectionThatIsCutFiveTimesNeverBeginsAgain() throws IOException {
        pullsLargeFile(300 << 20);
    }

    private void pullsLargeFile(int size) throws IOException {
        byte[] large = new byte[size];
        new SplittableRandom(2).nextBytes(large);
        try (BrokenRegistry bad = new BrokenRegistry(large);
                RegistryClient patient = new RegistryClient(bad.uri(), PATIENT)) {
            for (int cut = 0; cut < 5; cut++) {
                bad.next(BrokenRegistry.cutAfter(size / 8 + cut));
            }

            VerifiedFolder pulled =
                    patient.pull(VersionRef.parse("demo@1"), folder, PullProgress.SILENT);

            assertThat(Sha256.of(pulled.folder().resolve("w"))).isEqualTo(Sha256.of(large));
            List<String> asked = bad.ranges();
            assertThat(asked).hasSize(6).first().isEqualTo("whole");
            for (int cut = 1; cut < 6; cut++) {
                assertThat(firstByte(asked.get(cut)))
                        .isBetween((cut - 1) * (size / 8L) + 1, cut * (size / 8L) + 15);
            }
        }
    }

    @Test
    @Timeout(30)
    void filesComeSeveralAtATime() throws IOException {
        try (BrokenRegistry two = new BrokenRegistry(content, "v", "w");
                RegistryClient patient = new RegistryClient(two.uri(), PATIENT)) {
            CountDownLatch both = new CountDownLatch(2);
            two.next(BrokenRegistry.whenAskedFor(both), BrokenRegistry.whenAskedFor(both));

            Path pulled =
                    patient.pull(VersionRef.parse("demo@1"), folder, PullProgress.SILENT).folder();

            assertThat(pulled.resolve("v")).hasBinaryContent(content);
            assertThat(pulled.resolve("w")).hasBinaryContent(content);
        }
    }

    @Test
    void thePullAfterOneThatGaveUpGoesOnFromThere() throws IOException {
        registry.next(
                BrokenRegistry.cutAfter(100_000), BrokenRegistry.busy(), BrokenRegistry.busy());
        assertFails(Reason.UNREACHABLE);
        assertThat(folder.resolve("demo/1")).doesNotExist();
        long kept = Files.size(partialFile());

        pull();

        assertThat(folder.resolve("demo/1/w")).hasBinaryContent(content);
        assertThat(kept).isBetween(1L, 100_000L);
        assertThat(registry.ranges()).last().isEqualTo("bytes=%d-".formatted(kept));
    }

    @Test
    void wrongBytesAreRefusedAndNothingStays() {
        registry.next(BrokenRegistry.wrong());

        byte[] flipped = content.clone();
        flipped[flipped.length - 1] ^= 1;
        assertThatThrownBy(this::pull)
                .isInstanceOf(RegistryException.class)
                .hasMessage(
                        "w has digest %s; expected %s. Nothing was kept",
                        Sha256.of(flipped), Sha256.of(content))
                .extracting(e -> ((RegistryException) e).reason())
                .isEqualTo(Reason.CORRUPT);

        assertThat(folder.resolve("demo/1")).doesNotExist();
        assertThat(folder.resolve("demo")).isDirectoryNotContaining("glob:**.partial");
    }

    @Test
    void anAnswerThatIgnoresTheRangeStartsOver() {
        registry.next(BrokenRegistry.cutAfter(100_000), BrokenRegistry.whole());

        assertThat(pull().folder().resolve("w")).hasBinaryContent(content);
    }

    @Test
    void aDamagedRestOfAnEarlierPullIsFetchedAgain() throws IOException {
        registry.next(
                BrokenRegistry.cutAfter(100_000), BrokenRegistry.busy(), BrokenRegistry.busy());
        assertFails(Reason.UNREACHABLE);
        Files.write(partialFile(), new byte[1000]);

        pull();

        assertThat(folder.resolve("demo/1/w")).hasBinaryContent(content);
        assertThat(registry.ranges()).endsWith("bytes=1000-", "whole");
    }

    @Test
    void aVersionThatWasNotAskedForIsRefused() {
        String digits = client.version(VersionRef.parse("demo@1")).contentId().hex();
        String others = "demo@sha256:" + (digits.startsWith("0") ? "1" : "0") + digits.substring(1);

        assertThat(client.version(VersionRef.parse("demo@sha256:" + digits)).number()).isOne();
        assertThat(client.version(VersionRef.parse("demo@stable")).number()).isOne();
        for (String asked : List.of("other@1", "other", "demo@2", others)) {
            assertThatThrownBy(
                            () -> client.pull(VersionRef.parse(asked), folder, PullProgress.SILENT))
                    .isInstanceOf(RegistryException.class)
                    .hasMessageContaining("the registry sent demo@1")
                    .extracting(e -> ((RegistryException) e).reason())
                    .isEqualTo(Reason.CORRUPT);
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aFolderWithAFileThatWasNotPublishedIsRefused() throws IOException {
        Path pulled = pull().folder();
        Path extra = Files.createDirectory(pulled.resolve("sub")).resolve("loader.py");
        Files.writeString(extra, "import os");

        assertThatThrownBy(this::pull)
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("%s is not among the files", pulled.resolve("sub"))
                .extracting(e -> ((RegistryException) e).reason())
                .isEqualTo(Reason.CORRUPT);

        Files.delete(extra);
        Files.delete(pulled.resolve("sub"));
        assertThat(pull().folder()).isEqualTo(pulled);
    }

    private void assertFails(Reason reason) {
        assertThatThrownBy(this::pull)
                .isInstanceOf(RegistryException.class)
                .extracting(e -> ((RegistryException) e).reason())
                .isEqualTo(reason);
    }

    private VerifiedFolder pull() {
        return client.pull(VersionRef.parse("demo@1"), folder, PullProgress.SILENT);
    }

    /// Where the file that an unfinished pull left lies.
    private Path partialFile() throws IOException {
        try (var partial = Files.newDirectoryStream(folder.resolve("demo"), "*.partial")) {
            return partial.iterator().next().resolve("w");
        }
    }

    /// Where a request began. What was on its way when a connection broke may be lost, no more: it
    /// begins after what was there before the connection, and not after what that one sent.
    private static long firstByte(String range) {
        return Long.parseLong(range.substring("bytes=".length(), range.length() - 1));
    }
}
