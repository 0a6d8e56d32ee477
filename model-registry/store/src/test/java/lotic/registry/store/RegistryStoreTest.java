package lotic.registry.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import lotic.registry.format.Manifest;
import lotic.registry.format.VersionRef;
import lotic.registry.store.StoreException.Reason;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

class RegistryStoreTest {

    private static final String CONFIG = "config.json";

    @TempDir Path folder;
    private RegistryStore store;

    @BeforeEach
    void open() throws IOException {
        store = Drafts.open(folder);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void aVersionIsReadBackAsItWasPublished() throws IOException {
        Publication.Outcome outcome =
                Drafts.publish(store, "demo", 7, CONFIG, "{}", "w", "weights");

        Version version = store.catalogue().version(VersionRef.parse("demo"));

        assertThat(outcome.existed()).isFalse();
        assertThat(version).isEqualTo(outcome.version());
        assertThat(version.number()).isEqualTo(1);
        assertThat(version.step()).isEqualTo(7);
        assertThat(version.publishedAt()).isEqualTo(Drafts.NOW);
    }

    @Test
    void aStepAgainAnswersItsVersionEvenWithAnotherSignature() throws IOException {
        Version first = Drafts.publish(store, "demo", 7, CONFIG, "{}", "model.sig", "a").version();

        Publication.Outcome again =
                Drafts.publish(store, "demo", 7, CONFIG, "{}", "model.sig", "b");

        assertThat(again.existed()).isTrue();
        assertThat(again.version()).isEqualTo(first);
        assertThat(store.events().last()).isEqualTo(2);
    }

    @Test
    void aStepWithOtherFilesIsAConflict() throws IOException {
        Drafts.publish(store, "demo", 7, CONFIG, "{}", "w", "weights");

        assertRefused(
                Reason.STEP_CONFLICT,
                () -> Drafts.publish(store, "demo", 7, CONFIG, "{}", "w", "x"));
        assertRefused(Reason.STEP_CONFLICT, () -> Drafts.publish(store, "demo", 7, CONFIG, "{}"));
    }

    @Test
    void aVersionHasAHundredEvaluationsAtMost() throws IOException {
        Version version = Drafts.publish(store, "demo", 1, CONFIG, "{}").version();
        for (int i = 1; i <= 100; i++) {
            assertThat(store.attach(version, "{\"i\":%d}".formatted(i)).existed()).isFalse();
        }

        assertRefused(Reason.EVALUATIONS_FULL, () -> store.attach(version, "{\"i\":0}"));
        assertThat(store.attach(version, "{\"i\":100}").evaluation().number()).isEqualTo(100);
        assertThat(store.catalogue().evaluations(version))
                .hasSize(100)
                .last()
                .isEqualTo(new Evaluation(100, Drafts.NOW, "{\"i\":100}"));
    }

    @Test
    void equalFilesOfTwoStepsAreTwoVersionsWithOneContentId() throws IOException {
        Version one = Drafts.publish(store, "demo", 1, CONFIG, "{}").version();
        Version two = Drafts.publish(store, "demo", 2, CONFIG, "{}").version();

        assertThat(two.contentId()).isEqualTo(one.contentId());
        assertThat(store.catalogue().version(VersionRef.parse("demo@sha256:" + one.contentId())))
                .isEqualTo(two);
    }

    @Test
    void aLowerEpochIsFencedAndAnEqualOneIsNot() throws IOException {
        Manifest manifest = Drafts.upload(store, CONFIG, "{}");
        store.publish(Drafts.publication("demo", 5, 1, manifest));

        assertRefused(
                Reason.STALE_EPOCH,
                () -> store.publish(Drafts.publication("demo", 4, 1, manifest)));
        assertRefused(
                Reason.STALE_EPOCH,
                () -> store.publish(Drafts.publication("demo", 4, 2, manifest)));
        assertThatCode(() -> store.publish(Drafts.publication("demo", 5, 2, manifest)))
                .doesNotThrowAnyException();
        assertThatCode(() -> store.publish(Drafts.publication("other", 1, 1, manifest)))
                .doesNotThrowAnyException();
    }

    @Test
    void aVersionNeedsItsBlobs() throws IOException {
        Drafts.upload(store, CONFIG, "{}");
        Manifest manifest = Drafts.manifest(Map.of(CONFIG, "{}", "w", "never sent"));

        assertRefused(
                Reason.BLOB_MISSING,
                () -> store.publish(Drafts.publication("demo", 1, 1, manifest)));
        assertThat(store.catalogue().model("demo")).isEmpty();
        assertThat(store.events().last()).isZero();
    }

    @Test
    void aPrefixThatSeveralVersionsShareIsRefused() throws IOException {
        Map<String, String> pathByDigits = new HashMap<>();
        for (int i = 0; ; i++) {
            String path = "file" + i;
            String digits = Drafts.manifest(Map.of(path, "x")).contentId().hex().substring(0, 7);
            String other = pathByDigits.put(digits, path);
            if (other != null) {
                Drafts.publish(store, "demo", 1, other, "x");
                Drafts.publish(store, "demo", 2, path, "x");
                VersionRef shared = VersionRef.parse("demo@sha256:" + digits);

                assertRefused(Reason.AMBIGUOUS, () -> store.catalogue().version(shared));
                return;
            }
        }
    }

    @Test
    void anAliasRemembersWhatItNamed() throws IOException {
        for (long step = 1; step <= 3; step++) {
            Drafts.publish(store, "demo", step, CONFIG, "{\"step\":" + step + "}");
        }

        store.moveAlias("demo", "stable", OptionalLong.empty(), 1);
        store.moveAlias("demo", "stable", OptionalLong.of(1), 3);
        store.moveAlias("demo", "stable", OptionalLong.of(3), 3);
        store.moveAlias("demo", "stable", OptionalLong.of(3), 2);

        assertThat(store.aliasHistory("demo", "stable", 10))
                .extracting(Event.AliasMoved::to)
                .containsExactly(1L, 3L, 2L);
        assertThat(store.aliasHistory("demo", "stable", 1))
                .extracting(Event.AliasMoved::to)
                .containsExactly(2L);
        assertThat(store.aliasHistory("demo", "latest", 10)).hasSize(3);
        assertRefused(
                Reason.ALIAS_MOVED, () -> store.moveAlias("demo", "stable", OptionalLong.of(3), 1));
        assertRefused(
                Reason.NOT_FOUND, () -> store.moveAlias("demo", "stable", OptionalLong.of(2), 4));
        assertRefused(
                Reason.ALIAS_FIXED, () -> store.moveAlias("demo", "latest", OptionalLong.of(3), 1));
    }

    @Test
    void modelsAreListedWithWhatTheyHold() throws IOException {
        Drafts.publish(store, "b", 1, CONFIG, "{}", "w", "weights");
        Drafts.publish(store, "b", 2, CONFIG, "{}", "w", "other");
        Drafts.publish(store, "a", 1, CONFIG, "{}");

        assertThat(store.catalogue().models(Optional.empty(), 10))
                .containsExactly(
                        new Model("a", 1, 6, 2, new TreeMap<>(Map.of("latest", 1L))),
                        new Model("b", 2, 4, 14, new TreeMap<>(Map.of("latest", 2L))));
        assertThat(store.catalogue().models(Optional.of("a"), 10))
                .extracting(Model::name)
                .containsExactly("b");
    }

    @Test
    void oneModelsNameMayBeginAnothers() throws IOException {
        Drafts.publish(store, "demo", 1, CONFIG, "{}");
        Drafts.publish(store, "demo2", 1, CONFIG, "{}");

        assertThat(store.catalogue().versions("demo", OptionalLong.empty(), 10)).hasSize(1);
        assertThat(store.catalogue().models(Optional.of("demo"), 10)).hasSize(1);
    }

    @Test
    void aFolderOfANewerFormatIsRefused() throws IOException {
        Path newer = folder.resolve("newer");
        try (Index index = Index.open(newer.resolve("index"))) {
            index.write(puts -> puts.put(Key.format(), Rows.of(2)));
        }

        assertRefused(Reason.UNREADABLE, () -> Drafts.open(newer).close());
    }

    @Test
    void afterTheEndEveryCallSaysSo() {
        store.close();

        assertRefused(Reason.CLOSED, () -> store.catalogue().model("demo"));
        assertRefused(Reason.CLOSED, () -> Drafts.publish(store, "demo", 1, CONFIG, "{}"));
        assertThatCode(store::close).doesNotThrowAnyException();
    }

    private static void assertRefused(Reason reason, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOf(StoreException.class)
                .extracting(e -> ((StoreException) e).reason())
                .isEqualTo(reason);
    }
}
