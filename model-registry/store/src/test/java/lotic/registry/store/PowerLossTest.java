package lotic.registry.store;

import static org.assertj.core.api.Assertions.assertThat;

import lotic.registry.format.Sha256;
import lotic.registry.format.VersionFile;
import lotic.registry.store.PowerLossDisk.PowerLost;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;

/// Power is cut before each single operation of a disk; what stands after each cut must be whole.
class PowerLossTest {

    private static final int VERSIONS = 3;

    @TempDir Path folder;

    @Test
    void whateverWasAnsweredStandsAfterAnyPowerCut() throws IOException {
        boolean completed = false;
        for (int operations = 0; !completed; operations++) {
            completed = runUntilPowerFails(operations);
        }
    }

    /// @return true if the power lasted
    private boolean runUntilPowerFails(int operations) throws IOException {
        Path data = folder.resolve("cut-" + operations);
        PowerLossDisk disk = new PowerLossDisk(operations, operations);
        List<Sha256> uploaded = new ArrayList<>();
        long published = 0;
        try (RegistryStore store =
                RegistryStore.open(data, Drafts.LIMITS, () -> Drafts.NOW, disk)) {
            for (long step = 1; step <= VERSIONS; step++) {
                var manifest = Drafts.upload(store, files(step));
                manifest.files().forEach(file -> uploaded.add(file.sha256()));
                store.publish(Drafts.publication("demo", 1, step, manifest));
                published = step;
            }
        } catch (PowerLost e) {
            assertThat(disk.hasPower()).isFalse();
        }
        disk.lose();

        try (RegistryStore store = Drafts.open(data)) {
            assertThat(uploaded).allSatisfy(blob -> assertWhole(store, blob));
            assertThat(versions(store)).hasSizeGreaterThanOrEqualTo((int) published);
            assertEveryVersionIsWhole(store);
            goOn(store);
        }
        return published == VERSIONS;
    }

    private static void goOn(RegistryStore store) throws IOException {
        for (long step = 1; step <= VERSIONS; step++) {
            Drafts.publish(store, "demo", step, files(step));
        }
        assertThat(versions(store)).extracting(Version::step).containsExactly(3L, 2L, 1L);
        assertEveryVersionIsWhole(store);
    }

    /// One file changes with each step, one never does.
    private static String[] files(long step) {
        return new String[] {"weights", "weights of step " + step, "config.json", "{}"};
    }

    private static List<Version> versions(RegistryStore store) {
        return store.catalogue().models(Optional.empty(), 1).isEmpty()
                ? List.of()
                : store.catalogue().versions("demo", OptionalLong.empty(), 10);
    }

    private static void assertEveryVersionIsWhole(RegistryStore store) {
        for (Version version : versions(store)) {
            assertThat(version.manifest().files())
                    .extracting(VersionFile::sha256)
                    .allSatisfy(blob -> assertWhole(store, blob));
        }
        assertThat(store.events().after(0, 100))
                .extracting(Event::sequence)
                .isEqualTo(LongStream.rangeClosed(1, store.events().last()).boxed().toList());
    }

    private static void assertWhole(RegistryStore store, Sha256 blob) throws IOException {
        try (InputStream in = Channels.newInputStream(store.blobs().open(blob))) {
            assertThat(Sha256.of(in.readAllBytes())).isEqualTo(blob);
        }
    }
}
