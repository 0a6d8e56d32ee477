package lotic.trainer.checkpoint;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import lotic.schemas.CheckpointTaken;
import lotic.schemas.FileDigest;
import lotic.trainer.run.Cursor;
import lotic.trainer.run.TrainingException;
import lotic.trainer.run.TrainingException.Reason;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;

/// What a checkpoint's `manifest.json` says.
///
/// @param format version of the folder's layout
/// @param run name of the run
/// @param epoch the start of the trainer that took it
/// @param step the last step that it covers
/// @param takenAt ISO 8601
/// @param cursor next offset by partition
/// @param journalPosition reading the journal from here shows every plan behind the cursor
/// @param files all other files of the folder
public record CheckpointManifest(
        int format,
        String run,
        long epoch,
        long step,
        String takenAt,
        SortedMap<Integer, Long> cursor,
        long journalPosition,
        List<StateFile> files) {

    static final String NAME = "manifest.json";
    static final int FORMAT = 1;

    private static final ObjectMapper JSON = new ObjectMapper();

    /// A file of a checkpoint.
    public record StateFile(String path, String sha256, long size) {}

    public CheckpointManifest {
        files = List.copyOf(files);
    }

    /// Reads the manifest of a checkpoint.
    ///
    /// @throws JsonProcessingException if it is damaged
    /// @throws TrainingException with reason OTHER_SETTINGS if another release wrote it: that is no
    ///   damage, and the run must not go on without it
    static CheckpointManifest read(Path folder) throws IOException {
        JsonNode tree = JSON.readTree(Files.readAllBytes(folder.resolve(NAME)));
        int format = tree.path("format").asInt(FORMAT);
        if (format != FORMAT) {
            throw new TrainingException(
                    Reason.OTHER_SETTINGS,
                    "The checkpoint "
                            + folder
                            + " has format "
                            + format
                            + ", and this release reads format "
                            + FORMAT
                            + ". Go on with the release that wrote it, or start a new run with"
                            + " --run NAME.");
        }
        CheckpointManifest manifest = JSON.treeToValue(tree, CheckpointManifest.class);
        if (manifest == null) {
            throw new JsonParseException(null, "the manifest is empty");
        }
        return manifest;
    }

    void write(Path folder) throws IOException {
        Files.write(
                folder.resolve(NAME),
                JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(this));
    }

    /// The record that makes this checkpoint valid once the journal has it.
    public CheckpointTaken toRecord() {
        List<FileDigest> digests =
                files.stream()
                        .map(file -> new FileDigest(file.path(), file.sha256(), file.size()))
                        .toList();
        return new CheckpointTaken(
                run, epoch, step, digests, new Cursor(cursor).offsets(), Instant.parse(takenAt));
    }

    /// True if a committed record speaks of this very checkpoint.
    boolean isOf(CheckpointTaken taken) {
        return taken.equals(toRecord());
    }

    @Override
    public String toString() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a manifest is always JSON", e);
        }
    }
}
