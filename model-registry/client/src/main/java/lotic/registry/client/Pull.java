package lotic.registry.client;

import lotic.registry.client.RegistryException.Reason;
import lotic.registry.format.DurableFolder;
import lotic.registry.format.Sha256;
import lotic.registry.format.VersionFile;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/// Fetches a version into `<destination>/<model>/<number>`, which appears at once, complete and
/// verified, or not at all.
///
/// Until then the files grow in a hidden folder beside it, from which the next pull goes on; wrong
/// bytes remove that folder. A lock file in `<destination>/<model>` keeps two pulls apart and
/// stays.
final class Pull {

    private static final String LOCK = ".pull.lock";

    private final RegistryHttp http;
    private final Retries retries;
    private final ClientLimits limits;
    private final ModelVersion version;
    private final Path modelFolder;
    private final Path folder;
    private final Path partial;
    private final PullProgress progress;

    Pull(
            RegistryHttp http,
            Retries retries,
            ClientLimits limits,
            ModelVersion version,
            Path destination,
            PullProgress progress) {
        this.http = http;
        this.retries = retries;
        this.limits = limits;
        this.version = version;
        this.modelFolder = destination.resolve(version.model());
        this.folder = modelFolder.resolve(Long.toString(version.number()));
        this.partial = modelFolder.resolve("." + version.contentId().commit() + ".partial");
        this.progress = progress;
    }

    VerifiedFolder run() {
        try {
            Files.createDirectories(modelFolder);
            try (FileChannel channel =
                            FileChannel.open(
                                    modelFolder.resolve(LOCK),
                                    StandardOpenOption.CREATE,
                                    StandardOpenOption.WRITE);
                    FileLock _ = lock(channel)) {
                if (Files.exists(folder)) {
                    verifyExisting();
                } else {
                    fetch();
                }
            }
            return new VerifiedFolder(folder, version);
        } catch (IOException e) {
            throw new RegistryException(
                    Reason.LOCAL, "cannot write %s (%s)".formatted(folder, e), e);
        }
    }

    private FileLock lock(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return lock;
            }
        } catch (OverlappingFileLockException _) {
            // Another thread of this process: the same as another process.
        }
        throw new RegistryException(
                Reason.LOCAL,
                "another pull into %s is under way; wait for it, or choose another folder"
                        .formatted(modelFolder));
    }

    private void verifyExisting() throws IOException {
        refuseExtras();
        for (VersionFile file : version.manifest().files()) {
            Path path = folder.resolve(file.path());
            if (!Files.isRegularFile(path)
                    || Files.size(path) != file.size()
                    || !Sha256.of(path).equals(file.sha256())) {
                throw new RegistryException(
                        Reason.CORRUPT,
                        "%s is not what the registry published (%s); move %s away and pull again"
                                .formatted(path, file.sha256(), folder));
            }
            progress.received(file, file.size());
            progress.verified(file);
        }
    }

    /// Whoever uses the folder takes all that is in it for the version.
    private void refuseExtras() throws IOException {
        Set<Path> published = new HashSet<>();
        for (VersionFile file : version.manifest().files()) {
            Path path = folder;
            published.add(path);
            for (Path name : Path.of(file.path())) {
                path = path.resolve(name);
                published.add(path);
            }
        }
        try (Stream<Path> found = Files.walk(folder)) {
            Optional<Path> extra = found.filter(path -> !published.contains(path)).findFirst();
            if (extra.isPresent()) {
                throw new RegistryException(
                        Reason.CORRUPT,
                        "%s is not among the files that the registry published; move it out of %s, and pull again"
                                .formatted(extra.get(), folder));
            }
        }
    }

    private void fetch() throws IOException {
        Files.createDirectories(partial);
        try {
            fetchFiles();
        } catch (RegistryException e) {
            if (e.reason() == Reason.CORRUPT) {
                deletePartial();
            }
            throw e;
        }
        syncFolders();
        DurableFolder.move(partial, folder);
    }

    private void fetchFiles() throws IOException {
        try (ExecutorService transfers =
                Executors.newFixedThreadPool(
                        limits.transfersMax(), Thread.ofVirtual().name("pull-", 0).factory())) {
            CompletionService<VersionFile> done = new ExecutorCompletionService<>(transfers);
            version.manifest().files().forEach(file -> done.submit(() -> fetch(file)));
            try {
                for (VersionFile _ : version.manifest().files()) {
                    done.take().get();
                }
            } catch (ExecutionException e) {
                throw failure(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw Retries.interrupted();
            } finally {
                // The first failure ends the other transfers; what they fetched is kept.
                transfers.shutdownNow();
            }
        }
    }

    private VersionFile fetch(VersionFile file) throws IOException {
        Path target = partial.resolve(file.path());
        Path targetFolder = Optional.ofNullable(target.getParent()).orElse(partial);
        Files.createDirectories(targetFolder);
        String address =
                "/models/"
                        + version.model()
                        + "/versions/"
                        + version.number()
                        + "/files/"
                        + file.path();
        try (FileDownload download =
                new FileDownload(http, retries, limits, progress, address, file, target)) {
            download.run();
        }
        return file;
    }

    private static RegistryException failure(ExecutionException e) throws IOException {
        return switch (e.getCause()) {
            case RegistryException known -> known;
            case IOException io -> throw io;
            case RuntimeException bug -> throw bug;
            case Error error -> throw error;
            case null, default -> throw new AssertionError("a transfer failed otherwise", e);
        };
    }

    private void syncFolders() throws IOException {
        Files.walkFileTree(
                partial,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult postVisitDirectory(
                            Path visited, @Nullable IOException failure) throws IOException {
                        DurableFolder.sync(visited);
                        return super.postVisitDirectory(visited, failure);
                    }
                });
    }

    private void deletePartial() throws IOException {
        Files.walkFileTree(
                partial,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                            throws IOException {
                        Files.delete(file);
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult postVisitDirectory(
                            Path visited, @Nullable IOException failure) throws IOException {
                        Files.delete(visited);
                        return super.postVisitDirectory(visited, failure);
                    }
                });
    }
}
