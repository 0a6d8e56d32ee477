package lotic.trainer.checkpoint;

import com.fasterxml.jackson.core.JsonProcessingException;

import lotic.trainer.checkpoint.CheckpointManifest.StateFile;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The files of one checkpoint's folder, which is flat.
final class CheckpointFiles {

    private CheckpointFiles() {}

    /// All files but the manifest, with their digests, by name.
    static List<StateFile> digests(Path folder) throws IOException {
        List<StateFile> files = new ArrayList<>();
        for (Path file : list(folder)) {
            String name = file.getFileName().toString();
            if (!name.equals(CheckpointManifest.NAME)) {
                files.add(new StateFile(name, sha256(file), Files.size(file)));
            }
        }
        return files;
    }

    /// What differs between a folder and its manifest; empty if nothing does.
    ///
    /// @throws IOException if the disk does not let it be read, which says nothing about the files
    static Optional<String> finding(Path folder) throws IOException {
        try {
            for (StateFile expected : CheckpointManifest.read(folder).files()) {
                Path file = folder.resolve(expected.path());
                if (!Files.exists(file)) {
                    return Optional.of(expected.path() + ": missing");
                }
                if (Files.size(file) != expected.size()) {
                    return Optional.of(
                            "%s: %d bytes instead of %d"
                                    .formatted(expected.path(), Files.size(file), expected.size()));
                }
                if (!sha256(file).equals(expected.sha256())) {
                    return Optional.of(expected.path() + ": digest differs");
                }
            }
            return Optional.empty();
        } catch (JsonProcessingException | NoSuchFileException e) {
            return Optional.of(CheckpointManifest.NAME + ": " + e.getMessage());
        }
    }

    /// Flushes all files of a folder and the folder itself to the disk.
    static void flush(Path folder) throws IOException {
        for (Path file : list(folder)) {
            if (Files.isRegularFile(file)) {
                try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                    channel.force(true);
                }
            }
        }
        // On Linux and macOS a folder can be opened for reading, and force() then flushes its
        // entries.
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.sorted().toList();
        }
    }

    private static String sha256(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file);
                DigestInputStream digesting = new DigestInputStream(in, newSha256())) {
            digesting.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digesting.getMessageDigest().digest());
        }
    }

    private static MessageDigest newSha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
