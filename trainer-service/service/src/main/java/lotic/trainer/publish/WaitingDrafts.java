package lotic.trainer.publish;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Versions that wait on disk for the registry, in the order of their steps. A draft is written
/// aside and renamed, so a folder with a step's name is whole; what is not, is removed at start.
/// One thread uses it.
final class WaitingDrafts {

    private static final String ASIDE = "unfinished";
    private static final String DRAFT = "draft.json";
    private static final String FILES = "files";

    private final Path folder;
    private final TreeMap<Long, Waiting> byStep = new TreeMap<>();

    /// A draft that waits.
    ///
    /// @param draft what is known of it
    /// @param folder its own
    /// @param bytes on disk
    record Waiting(Draft draft, Path folder, long bytes) {

        /// Where the version's files are.
        Path files() {
            return folder.resolve(FILES);
        }
    }

    private WaitingDrafts(Path folder) {
        this.folder = folder;
    }

    /// Finds what an earlier start of the trainer left.
    static WaitingDrafts open(Path folder) {
        WaitingDrafts drafts = new WaitingDrafts(folder);
        try {
            Files.createDirectories(folder);
            drafts.removeUnfinished();
            try (var steps = Files.newDirectoryStream(folder)) {
                for (Path step : steps) {
                    drafts.admit(step);
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(
                    "cannot read the versions that wait in " + folder, unreadable);
        }
        return drafts;
    }

    /// Keeps a snapshot as files; durable when it returns. If it cannot be written whole, nothing
    /// of it is left.
    ///
    /// @throws lotic.learning.export.UnfaithfulModelException if its model file is not what was
    ///   learnt
    void add(Snapshot snapshot, Draft draft, Publisher.Exporter exporter) throws IOException {
        Path aside = folder.resolve(ASIDE);
        Path settled = folder.resolve(name(draft.step()));
        removeUnfinished();
        try {
            Files.createDirectories(aside.resolve(FILES));
            VersionFolder.write(aside.resolve(FILES), snapshot, draft, exporter);
            DurableFiles.write(aside.resolve(DRAFT), JsonFile.bytes(DraftJson.write(draft)));
            DurableFiles.syncFolder(aside);
            DurableFiles.move(aside, settled);
        } catch (IOException | RuntimeException failure) {
            removeUnfinished();
            throw failure;
        }
        admit(settled);
    }

    Optional<Waiting> oldest() {
        return Optional.ofNullable(byStep.firstEntry()).map(Map.Entry::getValue);
    }

    /// The newest step that waits, or 0.
    long newestStep() {
        return byStep.isEmpty() ? 0 : byStep.lastKey();
    }

    void remove(Waiting waiting) throws IOException {
        // Under the other name it is gone at once, even if the machine dies while files are
        // removed.
        DurableFiles.move(waiting.folder(), folder.resolve(ASIDE));
        removeUnfinished();
        byStep.remove(waiting.draft().step());
    }

    int count() {
        return byStep.size();
    }

    long bytes() {
        return byStep.values().stream().mapToLong(Waiting::bytes).sum();
    }

    /// Bytes of the largest, or 0.
    long largestBytes() {
        return byStep.values().stream().mapToLong(Waiting::bytes).max().orElse(0);
    }

    private void admit(Path step) throws IOException {
        Draft draft = DraftJson.read(JsonFile.read(step.resolve(DRAFT)));
        byStep.put(draft.step(), new Waiting(draft, step, DurableFiles.bytes(step)));
    }

    private void removeUnfinished() throws IOException {
        Path aside = folder.resolve(ASIDE);
        if (Files.exists(aside)) {
            DurableFiles.deleteFolder(aside);
        }
    }

    private static String name(long step) {
        return "step-%012d".formatted(step);
    }
}
