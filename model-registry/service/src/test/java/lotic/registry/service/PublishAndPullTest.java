package lotic.registry.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import lotic.registry.client.ModelEvent;
import lotic.registry.client.ModelSummary;
import lotic.registry.client.ModelVersion;
import lotic.registry.client.PublishedVersion;
import lotic.registry.client.PullProgress;
import lotic.registry.client.RegistryException;
import lotic.registry.client.VerifiedFolder;
import lotic.registry.client.VersionDraft;
import lotic.registry.format.VersionRef;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// From a publisher's files to a consumer's folder over HTTP.
class PublishAndPullTest {

    @TempDir Path folder;
    private RunningRegistry registry;

    @BeforeEach
    void start() throws IOException {
        registry = RunningRegistry.start(folder.resolve("registry"));
        Files.createDirectories(folder.resolve("drafts"));
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    @Test
    void whatWasPublishedIsPulledByteForByte() throws IOException {
        VersionDraft draft = draft("demo", 10);
        PublishedVersion published = registry.client().publish(draft);

        VerifiedFolder pulled = pull("demo");

        assertThat(published.existed()).isFalse();
        assertThat(pulled.folder()).isEqualTo(folder.resolve("pulled/demo/1"));
        assertThat(pulled.version().contentId().hex()).isEqualTo(published.contentId());
        assertThat(pulled.version().aliases()).containsExactly("latest");
        assertThat(pulled.version().metadata()).isEqualTo("{\"knn\":0.5}");
        for (Map.Entry<String, Path> file : draft.files().entrySet()) {
            assertThat(pulled.folder().resolve(file.getKey()))
                    .hasSameBinaryContentAs(file.getValue());
        }
        assertThat(folder.resolve("pulled/demo"))
                .isDirectoryNotContaining("glob:**.partial")
                .isDirectoryContaining("glob:**/1");
    }

    @Test
    void everyReferenceFindsItsVersion() throws IOException {
        registry.client().publish(draft("demo", 10));
        PublishedVersion second = registry.client().publish(draft("demo", 20));
        String digits = second.contentId().substring(0, 7);

        assertThat(List.of("demo", "demo@2", "demo@v2", "demo@latest", "demo@sha256:" + digits))
                .allSatisfy(ref -> assertThat(find(ref).number()).isEqualTo(2));
        assertThat(find("demo@1").step()).isEqualTo(10);
        assertThatThrownBy(() -> find("demo@3"))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("there is no version demo@3");
        assertThatThrownBy(() -> find("absent"))
                .hasMessageContaining("there is no model absent")
                .extracting(e -> ((RegistryException) e).reason())
                .isEqualTo(RegistryException.Reason.NOT_FOUND);
    }

    @Test
    void aStepThatIsPublishedAgainAnswersItsVersion() throws IOException {
        VersionDraft draft = draft("demo", 10);
        PublishedVersion first = registry.client().publish(draft);

        PublishedVersion again = registry.client().publish(draft);

        assertThat(again).isEqualTo(new PublishedVersion("demo", 1, first.contentId(), true));
        assertThat(registry.client().versions("demo", 10)).hasSize(1);
    }

    @Test
    void versionsAreListedNewestFirstAcrossPages() throws IOException {
        for (long step = 1; step <= 5; step++) {
            registry.client().publish(draft("demo", step));
        }

        List<ModelVersion> newest = registry.client().versions("demo", 4);
        List<ModelSummary> models = registry.client().models();

        assertThat(newest).extracting(ModelVersion::number).containsExactly(5L, 4L, 3L, 2L);
        assertThat(models).hasSize(1);
        assertThat(models.getFirst().aliases()).isEqualTo(Map.of("latest", 5L));
        assertThat(models.getFirst().lastSequence()).isEqualTo(10);
    }

    @Test
    void eventsTellOfVersionsAndAliasesInOrder() throws IOException {
        registry.client().publish(draft("other", 1));
        registry.client().publish(draft("demo", 1));

        List<ModelEvent> events = registry.client().events("demo", 0, Duration.ZERO);

        assertThat(events).extracting(ModelEvent::sequence).containsExactly(3L, 4L);
        assertThat(events.getFirst()).isInstanceOf(ModelEvent.Published.class);
        assertThat(events.getLast())
                .isInstanceOfSatisfying(
                        ModelEvent.AliasMoved.class,
                        moved -> {
                            assertThat(moved.alias()).isEqualTo("latest");
                            assertThat(moved.from()).isEmpty();
                            assertThat(moved.to()).isEqualTo(1);
                        });
    }

    @Test
    void aFolderThatIsThereIsVerifiedAndNotFetched() throws IOException {
        registry.client().publish(draft("demo", 10));
        VerifiedFolder first = pull("demo");
        Files.writeString(first.folder().resolve("config.json"), "{\"step\":11}");

        assertThatThrownBy(() -> pull("demo"))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("config.json is not what the registry published");
    }

    private ModelVersion find(String ref) {
        return registry.client().version(VersionRef.parse(ref));
    }

    private VerifiedFolder pull(String ref) {
        return registry.client()
                .pull(VersionRef.parse(ref), folder.resolve("pulled"), PullProgress.SILENT);
    }

    private VersionDraft draft(String model, long step) throws IOException {
        return RunningRegistry.draft(folder.resolve("drafts"), model, step);
    }
}
