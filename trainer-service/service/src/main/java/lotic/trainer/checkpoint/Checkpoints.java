package lotic.trainer.checkpoint;

import com.fasterxml.jackson.core.JsonProcessingException;

import lotic.learning.state.StateFiles;
import lotic.learning.state.StateTree;
import lotic.schemas.CheckpointTaken;
import lotic.trainer.checkpoint.CheckpointManifest.StateFile;
import lotic.trainer.run.Cursor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// The checkpoints of one run in one folder; the package page tells the protocol. One thread at a
/// time. Methods throw [UncheckedIOException] if the disk refuses.
public final class Checkpoints {

    /// How many are kept: the newest, and one to fall back to.
    public static final int KEPT = 2;

    private static final String WRITING = "writing-";
    private static final String DAMAGED = "damaged-";
    private static final int STEP_DIGITS = 12;

    // Names are of fixed width but for the count behind the dash: shorter comes first.
    private static final Comparator<Path> BY_PLACE =
            Comparator.comparing((Path path) -> nameOf(path).split("-", 2)[0])
                    .thenComparingInt(path -> nameOf(path).length())
                    .thenComparing(Checkpoints::nameOf);

    private final Path folder;

    /// A checkpoint that is complete on disk but not in its place.
    public record Prepared(Path folder, CheckpointManifest manifest) {}

    /// A checkpoint whose files are not what its manifest says.
    ///
    /// @param step of the checkpoint
    /// @param finding which file and what about it
    public record Damage(long step, String finding) {}

    /// What a start finds.
    ///
    /// @param checkpoint the newest that verifies; empty if there is none
    /// @param damaged newer ones that do not
    public record Found(Optional<Checkpoint> checkpoint, List<Damage> damaged) {}

    /// @param folder created if it is not there
    public Checkpoints(Path folder) {
        this.folder = folder;
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Writes a checkpoint aside and flushes it.
    public Prepared prepare(
            String run,
            long epoch,
            long step,
            Instant takenAt,
            Cursor cursor,
            long journalPosition,
            StateTree state) {
        try {
            Path aside = folder.resolve(WRITING + freeName(step));
            CheckpointFiles.delete(aside);
            Files.createDirectories(aside);
            StateFiles.write(state, aside);
            List<StateFile> files = CheckpointFiles.digests(aside);
            CheckpointManifest manifest =
                    new CheckpointManifest(
                            CheckpointManifest.FORMAT,
                            run,
                            epoch,
                            step,
                            takenAt.truncatedTo(ChronoUnit.MILLIS).toString(),
                            cursor.next(),
                            journalPosition,
                            files);
            manifest.write(aside);
            CheckpointFiles.flush(aside);
            return new Prepared(aside, manifest);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Puts a checkpoint in its place; its record must be committed. Older ones than [#KEPT] go.
    public void settle(Prepared prepared) {
        try {
            settle(prepared.folder());
            prune();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void settle(Path aside) throws IOException {
        String name = nameOf(aside).substring(WRITING.length());
        Files.move(aside, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        CheckpointFiles.flush(folder);
    }

    /// Ends what a crash interrupted: a checkpoint that the journal knows is put in its place, any
    /// other beginning of one is removed.
    public void settleCommitted(List<CheckpointTaken> committed) {
        try {
            for (Path aside : folders(name -> name.startsWith(WRITING))) {
                if (isCommitted(aside, committed)) {
                    settle(aside);
                } else {
                    CheckpointFiles.delete(aside);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isCommitted(Path aside, List<CheckpointTaken> committed) {
        try {
            CheckpointManifest manifest = CheckpointManifest.read(aside);
            return committed.stream().anyMatch(manifest::isOf);
        } catch (IOException e) {
            // The manifest is written last: without one this is a beginning, and nothing is lost.
            return false;
        }
    }

    /// The newest checkpoint that verifies. Newer ones that do not are set aside.
    public Found newest() {
        List<Damage> damaged = new ArrayList<>();
        try {
            for (Path candidate : inPlace().reversed()) {
                Optional<String> finding = CheckpointFiles.finding(candidate);
                if (finding.isEmpty()) {
                    CheckpointManifest manifest = CheckpointManifest.read(candidate);
                    Checkpoint newest = new Checkpoint(manifest, StateFiles.read(candidate));
                    return new Found(Optional.of(newest), damaged);
                }
                String name = nameOf(candidate);
                damaged.add(new Damage(stepOf(name), finding.get()));
                Path setAside = folder.resolve(DAMAGED + name);
                CheckpointFiles.delete(setAside);
                Files.move(candidate, setAside, StandardCopyOption.ATOMIC_MOVE);
            }
            return new Found(Optional.empty(), damaged);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Where reading the journal must begin to see every plan behind any checkpoint that is here;
    /// empty if none is. One whose manifest is damaged says nothing: [#newest] sets it aside.
    public OptionalLong journalFrom() {
        try {
            OptionalLong from = OptionalLong.empty();
            for (Path candidate : inPlace()) {
                Optional<CheckpointManifest> manifest = manifest(candidate);
                if (manifest.isPresent()) {
                    long position = manifest.get().journalPosition();
                    from = OptionalLong.of(Math.min(position, from.orElse(position)));
                }
            }
            return from;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<CheckpointManifest> manifest(Path candidate) throws IOException {
        try {
            return Optional.of(CheckpointManifest.read(candidate));
        } catch (JsonProcessingException | NoSuchFileException _) {
            return Optional.empty();
        }
    }

    private void prune() throws IOException {
        List<Path> inPlace = inPlace();
        if (inPlace.size() < KEPT) {
            return;
        }
        int oldestKept = inPlace.size() - KEPT;
        for (Path old : inPlace.subList(0, oldestKept)) {
            CheckpointFiles.delete(old);
        }
        long kept = stepOf(nameOf(inPlace.get(oldestKept)));
        for (Path damaged : folders(name -> name.startsWith(DAMAGED))) {
            String name = nameOf(damaged).substring(DAMAGED.length());
            if (stepOf(name) < kept) {
                CheckpointFiles.delete(damaged);
            }
        }
    }

    /// Names count up behind the newest of the same step, so that the order of names is the order
    /// in time even where older ones were pruned.
    private String freeName(long step) throws IOException {
        String name = ("%0" + STEP_DIGITS + "d").formatted(step);
        List<Path> same = folders(other -> other.split("-", 2)[0].equals(name));
        return same.isEmpty() ? name : name + "-" + (partOf(nameOf(same.getLast())) + 1);
    }

    private static int partOf(String name) {
        return name.length() == STEP_DIGITS ? 0 : Integer.parseInt(name.substring(STEP_DIGITS + 1));
    }

    private static long stepOf(String name) {
        return Long.parseLong(name.substring(0, STEP_DIGITS));
    }

    /// The folders that are in their place, oldest first.
    private List<Path> inPlace() throws IOException {
        return folders(name -> name.matches("\\d{" + STEP_DIGITS + "}(-\\d+)?"));
    }

    private List<Path> folders(Predicate<String> wanted) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(path -> wanted.test(nameOf(path))).sorted(BY_PLACE).toList();
        }
    }

    private static String nameOf(Path folder) {
        return folder.getFileName().toString();
    }
}
