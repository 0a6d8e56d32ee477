package lotic.trainer.publish;

import static org.assertj.core.api.Assertions.assertThat;

import lotic.registry.client.VersionDraft;
import lotic.registry.format.Safetensors;
import lotic.registry.format.Sha256;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

class VersionFolderTest {

    private static final Path GOLDEN = Path.of("src/test/resources/lotic/trainer/publish/golden");

    @TempDir private Path folder;

    @Test
    void theSameStepGivesTheSameBytesWhicheverStartMadeItAndWhenever() throws Exception {
        Snapshot first = Snapshots.at(1200);
        Snapshot again =
                new Snapshot(
                        first.run(),
                        first.epoch() + 5,
                        first.step(),
                        first.recipe(),
                        Snapshots.state(1200),
                        first.began(),
                        first.learnt(),
                        first.counts(),
                        first.loss(),
                        first.signals(),
                        first.heldOut(),
                        first.takenAt().plusSeconds(3600));

        assertThat(contents(sealed("a", again))).isEqualTo(contents(sealed("b", first)));
    }

    @Test
    void theTrunkIsAloneInItsFileUnderTimmsNames() throws Exception {
        SortedMap<String, Path> files = sealed("a", Snapshots.at(1200)).files();

        try (Safetensors trunk = Safetensors.open(files.get("model.safetensors"));
                Safetensors projection = Safetensors.open(files.get("projection.safetensors"))) {
            assertThat(trunk.header().tensors())
                    .extracting(tensor -> tensor.name())
                    .containsExactlyInAnyOrder("stem.conv.weight", "stem.bn.num_batches_tracked");
            assertThat(trunk.data("stem.bn.num_batches_tracked").getLong()).isEqualTo(1200);
            assertThat(trunk.header().metadata()).containsEntry("format", "pt");
            assertThat(projection.header().tensors())
                    .extracting(tensor -> tensor.name())
                    .containsExactly("prototypes.weight");
        }
    }

    @Test
    void theModelFileIsPublishedWhereClientsOfTheHubLook() throws Exception {
        SortedMap<String, Path> files = sealed("a", Snapshots.at(1200)).files();

        assertThat(files.get("onnx/model.onnx")).hasContent("step 1200");
    }

    @Test
    void aTrunkThatIsTooLargeForAModelFileIsPublishedWithoutOne() throws Exception {
        Path files = Files.createDirectories(folder.resolve("a"));
        Snapshot snapshot = Snapshots.at(1200);
        Draft draft = Draft.of(snapshot, Snapshots.EVALUATION, Snapshots.SOFTWARE);

        VersionFolder.write(files, snapshot, draft, (_, _) -> false);

        Lineage first = Lineage.of(Optional.empty(), draft);
        assertThat(VersionFolder.seal(files, draft, first).files())
                .containsKey("model.safetensors")
                .doesNotContainKey("onnx/model.onnx");
        assertThat(files.resolve("onnx")).doesNotExist();
    }

    @Test
    void everyFileIsAsItWas() throws Exception {
        SortedMap<String, Path> files = sealed("a", Snapshots.at(1200)).files();

        for (String name :
                new String[] {
                    "config.json", "preprocessor_config.json", "lotic.json", "README.md"
                }) {
            assertThat(files.get(name)).as(name).hasContent(golden(name, files.get(name)));
        }
    }

    @Test
    void theMetadataHaveMetricsLineageAndRecipe() throws Exception {
        VersionDraft draft = sealed("a", Snapshots.at(1200));

        var metadata = JsonFile.parse(draft.metadata());
        assertThat(metadata.get("metrics").get("knn").doubleValue()).isEqualTo(0.613);
        assertThat(metadata.get("metrics").get("knn_untrained").doubleValue()).isEqualTo(0.31);
        assertThat(metadata.get("metrics").get("knn_queries").longValue()).isEqualTo(1000);
        assertThat(metadata.get("metrics").get("loss_ln_k").doubleValue()).isEqualTo(Math.log(24));
        assertThat(metadata.get("signals").get("gradient.norm").isNull()).isTrue();
        assertThat(metadata.get("lineage").get("slices")).hasSize(2);
        assertThat(metadata.get("recipe").get("batch").intValue()).isEqualTo(16);
        assertThat(metadata.get("taken_at").textValue()).isEqualTo("2026-11-22T10:00:00Z");
        assertThat(draft.epoch()).isEqualTo(3);
    }

    private VersionDraft sealed(String name, Snapshot snapshot) throws IOException {
        Path files = Files.createDirectories(folder.resolve(name));
        Draft draft = Draft.of(snapshot, Snapshots.EVALUATION, Snapshots.SOFTWARE);
        VersionFolder.write(files, snapshot, draft, Snapshots.EXPORTER);
        return VersionFolder.seal(files, draft, Lineage.of(Optional.empty(), draft));
    }

    private static SortedMap<String, Sha256> contents(VersionDraft draft) throws IOException {
        SortedMap<String, Sha256> contents = new TreeMap<>();
        for (var file : draft.files().entrySet()) {
            contents.put(file.getKey(), Sha256.of(file.getValue()));
        }
        return contents;
    }

    /// What a file was when somebody looked at it last; `-Dlotic.golden=rewrite` makes it what it
    /// is now.
    private static String golden(String name, Path now) throws IOException {
        Path golden = GOLDEN.resolve(name);
        if (System.getProperty("lotic.golden", "").equals("rewrite")) {
            Files.createDirectories(GOLDEN);
            Files.copy(now, golden, StandardCopyOption.REPLACE_EXISTING);
        }
        return Files.readString(golden);
    }
}
