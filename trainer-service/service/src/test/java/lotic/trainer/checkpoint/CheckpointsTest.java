package lotic.trainer.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import lotic.learning.state.StateTree;
import lotic.learning.state.Tensor;
import lotic.learning.state.Tensor.NumberType;
import lotic.trainer.checkpoint.Checkpoints.Prepared;
import lotic.trainer.run.Cursor;
import lotic.trainer.run.TrainingException;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

class CheckpointsTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00.123456Z");

    @TempDir private Path folder;

    private Checkpoints checkpoints;

    @BeforeEach
    void open() {
        checkpoints = new Checkpoints(folder);
    }

    @Test
    void theNewestIsFound() {
        taken(10, "old");
        taken(20, "new");

        Checkpoint newest = checkpoints.newest().checkpoint().orElseThrow();

        assertThat(newest.manifest().step()).isEqualTo(20);
        assertThat(newest.state()).isEqualTo(state("new"));
        assertThat(newest.manifest().cursor()).isEqualTo(Map.of(3, 20L));
    }

    @Test
    void anEmptyFolderHasNone() {
        assertThat(checkpoints.newest().checkpoint()).isEmpty();
        assertThat(checkpoints.journalFrom()).isEmpty();
    }

    @Test
    void twoAreKept() {
        for (long step = 1; step <= 4; step++) {
            taken(step, "state " + step);
        }

        assertThat(names()).containsExactly("000000000003", "000000000004");
    }

    @Test
    void aSecondOneAfterTheSameStepIsTheNewer() {
        for (int i = 0; i < 12; i++) {
            taken(5, "state " + i);
        }

        assertThat(names()).containsExactly("000000000005-10", "000000000005-11");
        assertThat(newestState()).isEqualTo(state("state 11"));
    }

    @Test
    void oneThatWasNeverJournalledIsRemoved() {
        taken(10, "old");
        prepare(20, "new");

        checkpoints.settleCommitted(List.of());

        assertThat(names()).containsExactly("000000000010");
    }

    @Test
    void oneThatWasJournalledButNotRenamedTakesItsPlace() {
        taken(10, "old");
        Prepared prepared = prepare(20, "new");

        checkpoints.settleCommitted(List.of(prepared.manifest().toRecord()));

        assertThat(newestState()).isEqualTo(state("new"));
    }

    @Test
    void oneThatIsHalfWrittenIsRemoved() throws IOException {
        Prepared prepared = prepare(20, "new");
        Files.delete(prepared.folder().resolve(CheckpointManifest.NAME));

        checkpoints.settleCommitted(List.of(prepared.manifest().toRecord()));

        assertThat(names()).isEmpty();
    }

    @Test
    void aFlippedByteIsNamedAndTheOneBeforeIsTaken() throws IOException {
        taken(10, "old");
        taken(20, "new");
        Path file = folder.resolve("000000000020").resolve("trunk.safetensors");
        byte[] bytes = Files.readAllBytes(file);
        bytes[1] ^= 1;
        Files.write(file, bytes);

        Checkpoints.Found found = checkpoints.newest();

        assertThat(found.checkpoint().orElseThrow().state()).isEqualTo(state("old"));
        assertThat(found.damaged())
                .containsExactly(new Checkpoints.Damage(20, "trunk.safetensors: digest differs"));
    }

    @Test
    void aTruncatedFileIsNamed() throws IOException {
        taken(20, "new");
        Files.writeString(folder.resolve("000000000020").resolve("values.json"), "{");

        assertThat(checkpoints.newest().damaged())
                .containsExactly(new Checkpoints.Damage(20, "values.json: 1 bytes instead of 28"));
    }

    @Test
    void aDamagedManifestCostsNoMoreThanItsCheckpoint() throws IOException {
        taken(10, "old");
        taken(20, "new");
        Files.writeString(
                folder.resolve("000000000020").resolve(CheckpointManifest.NAME), "{\"for");

        assertThat(checkpoints.journalFrom()).hasValue(110);
        assertThat(newestState()).isEqualTo(state("old"));
    }

    @Test
    void aCheckpointOfAnotherReleaseIsNoDamage() throws IOException {
        taken(20, "new");
        Path manifest = folder.resolve("000000000020").resolve(CheckpointManifest.NAME);
        Files.writeString(
                manifest, Files.readString(manifest).replace("\"format\" : 1", "\"format\" : 2"));

        assertThatThrownBy(checkpoints::journalFrom)
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining("has format 2, and this release reads format 1");
        assertThatThrownBy(checkpoints::newest).isInstanceOf(TrainingException.class);
        assertThat(names()).containsExactly("000000000020");
    }

    @Test
    void aDamagedOneGivesItsNameBackAndGoesWhenTwoNewerOnesAreThere() throws IOException {
        taken(10, "old");
        taken(20, "new");
        Files.delete(folder.resolve("000000000020").resolve("trunk.safetensors"));
        checkpoints.newest();

        taken(20, "again");
        assertThat(names()).containsExactly("000000000010", "000000000020", "damaged-000000000020");
        taken(30, "next");
        taken(40, "last");

        assertThat(names()).containsExactly("000000000030", "000000000040");
    }

    @Test
    void readingTheJournalBeginsAtTheOldestKept() {
        taken(10, "old");
        taken(20, "new");

        assertThat(checkpoints.journalFrom()).hasValue(110);
    }

    private void taken(long step, String weights) {
        checkpoints.settle(prepare(step, weights));
    }

    private Prepared prepare(long step, String weights) {
        Cursor cursor = new Cursor(new TreeMap<>(Map.of(3, step)));
        return checkpoints.prepare("run", 1, step, NOW, cursor, 100 + step, state(weights));
    }

    private StateTree newestState() {
        return checkpoints.newest().checkpoint().orElseThrow().state();
    }

    private static StateTree state(String weights) {
        ByteBuffer data = ByteBuffer.allocateDirect(8).order(ByteOrder.LITTLE_ENDIAN);
        Tensor tensor =
                new Tensor(NumberType.I64, new long[] {1}, data.putLong(weights.hashCode()).flip());
        return new StateTree(
                new TreeMap<>(Map.of("trunk/weight", tensor)),
                new TreeMap<>(Map.of("trainer/name", weights)));
    }

    private List<String> names() {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(path -> path.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
