package lotic.trainer.publish;

import com.fasterxml.jackson.databind.JsonNode;

import lotic.registry.client.ModelVersion;
import lotic.registry.client.PublishedVersion;
import lotic.registry.client.RegistryException;
import lotic.registry.client.RegistryException.Reason;
import lotic.registry.client.VersionDraft;
import lotic.registry.format.Manifest;
import lotic.registry.format.Sha256;
import lotic.registry.format.VersionFile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// A registry that keeps versions in memory and fails on request, before or after it took one.
final class RegistryTwin implements Publisher.Upload {

    private final List<Version> versions = new ArrayList<>();
    private Optional<Reason> failure = Optional.empty();
    private boolean takesBeforeItFails;

    /// What was published.
    record Version(long number, long step, SortedMap<String, String> files, JsonNode metadata) {

        private ModelVersion shown(String run) {
            return new ModelVersion(
                    run,
                    number,
                    run,
                    1,
                    step,
                    Instant.EPOCH,
                    List.of(),
                    Manifest.of(
                            files.entrySet().stream()
                                    .map(file -> described(file.getKey(), file.getValue()))
                                    .toList()),
                    metadata.toString());
        }

        private static VersionFile described(String path, String content) {
            byte[] bytes = HexFormat.of().parseHex(content);
            return new VersionFile(path, Sha256.of(bytes), bytes.length);
        }
    }

    @Override
    public PublishedVersion publish(VersionDraft draft) {
        Optional<Version> existing =
                versions.stream().filter(version -> version.step() == draft.step()).findFirst();
        // What it has, it does not refuse.
        boolean refuses = failure.equals(Optional.of(Reason.REFUSED)) && existing.isEmpty();
        if (refuses || (failure.equals(Optional.of(Reason.UNREACHABLE)) && !takesBeforeItFails)) {
            throw failure();
        }
        existing.ifPresent(version -> requireSameFiles(version, draft));
        Version version = existing.orElseGet(() -> take(draft));
        if (takesBeforeItFails) {
            throw failure();
        }
        return new PublishedVersion(
                draft.model(), version.number(), "c".repeat(64), existing.isPresent());
    }

    @Override
    public Optional<ModelVersion> find(String run, long step) {
        return versions.stream()
                .filter(version -> version.step() == step)
                .map(version -> version.shown(run))
                .findFirst();
    }

    /// From now on it fails.
    void failWith(Reason reason) {
        failure = Optional.of(reason);
        takesBeforeItFails = false;
    }

    /// From now on it takes what comes, but its answer is lost.
    void loseAnswers() {
        failure = Optional.of(Reason.UNREACHABLE);
        takesBeforeItFails = true;
    }

    void recover() {
        failure = Optional.empty();
        takesBeforeItFails = false;
    }

    List<Version> versions() {
        return versions;
    }

    private static void requireSameFiles(Version existing, VersionDraft draft) {
        if (!existing.files().equals(contents(draft))) {
            throw new RegistryException(
                    Reason.REFUSED, "the registry twin has other files of this step");
        }
    }

    private Version take(VersionDraft draft) {
        Version version =
                new Version(
                        versions.size() + 1L,
                        draft.step(),
                        contents(draft),
                        JsonFile.parse(draft.metadata()));
        versions.add(version);
        return version;
    }

    private RegistryException failure() {
        return new RegistryException(failure.orElseThrow(), "the registry twin was told to fail");
    }

    private static SortedMap<String, String> contents(VersionDraft draft) {
        SortedMap<String, String> files = new TreeMap<>();
        draft.files().forEach((path, file) -> files.put(path, content(file)));
        return files;
    }

    private static String content(Path file) {
        try {
            return HexFormat.of().formatHex(Files.readAllBytes(file));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
