package lotic.registry.store;

import lotic.registry.format.Manifest;
import lotic.registry.format.Names;
import lotic.registry.format.Sha256;
import lotic.registry.format.VersionFile;
import lotic.registry.format.VersionRef.ByAlias;
import lotic.registry.store.StoreException.Reason;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;

/// A registry on a folder. Safe for use by many threads: reads run side by side, writes one after
/// another. Whatever a method has returned from is durable.
public final class RegistryStore implements AutoCloseable {

    private static final String LATEST = ByAlias.LATEST.name();
    private static final long FORMAT = 1;

    /// The one file of a version that may differ when a step is published again.
    private static final String SIGNATURE = "model.sig";

    private final Index index;
    private final BlobStore blobs;
    private final Catalogue catalogue;
    private final EventLog events;
    private final StoreLimits limits;
    private final InstantSource clock;
    private final ReentrantLock writing = new ReentrantLock();

    private RegistryStore(Index index, BlobStore blobs, StoreLimits limits, InstantSource clock) {
        this.index = index;
        this.blobs = blobs;
        this.limits = limits;
        this.clock = clock;
        this.catalogue = new Catalogue(index);
        this.events = new EventLog(index, this::known);
    }

    /// Opens a registry's folder, or makes one.
    ///
    /// @throws StoreException if another process has it, or it cannot be read
    public static RegistryStore open(Path folder, StoreLimits limits, InstantSource clock)
            throws IOException {
        return open(folder, limits, clock, new Disk.Local());
    }

    static RegistryStore open(Path folder, StoreLimits limits, InstantSource clock, Disk disk)
            throws IOException {
        Index index = Index.open(folder.resolve("index"));
        try {
            requireFormat(index);
            BlobStore blobs = new BlobStore(folder.resolve("blobs"), disk, limits);
            return new RegistryStore(index, blobs, limits, clock);
        } catch (IOException | RuntimeException e) {
            index.close();
            throw e;
        }
    }

    public BlobStore blobs() {
        return blobs;
    }

    public Catalogue catalogue() {
        return catalogue;
    }

    public EventLog events() {
        return events;
    }

    /// Makes a version of files that are here, and moves `latest` to it. A step that its run has
    /// published already, with the same files but for `model.sig`, answers the version that there
    /// is.
    ///
    /// @throws StoreException if the run's epoch is behind, the step has other files, a blob is
    ///   missing, or a file may not be published
    /// @throws IOException if the disk fails
    public Publication.Outcome publish(Publication wanted) throws IOException {
        requireMetadata(wanted);
        writing.lock();
        try {
            requireEpoch(wanted);
            Optional<Version> existing = atStep(wanted);
            if (existing.isPresent()) {
                requireSameFiles(wanted, existing.get());
                return new Publication.Outcome(existing.get(), true);
            }
            requireContent(wanted.manifest());
            return new Publication.Outcome(append(wanted), false);
        } finally {
            writing.unlock();
        }
    }

    /// Lets an alias name another version, if it names what the mover thinks.
    ///
    /// @param from what it names now; empty if there is no such alias yet
    /// @param to an existing version's number
    /// @return the model as it is then
    /// @throws StoreException if it names something else, or there is no such version
    public Model moveAlias(String model, String alias, OptionalLong from, long to) {
        Names.alias(alias);
        if (alias.equals(LATEST)) {
            throw new StoreException(
                    Reason.ALIAS_FIXED, "latest always names the newest version; take another");
        }
        writing.lock();
        try {
            Version version =
                    catalogue
                            .version(model, to)
                            .orElseThrow(() -> notFound("version %s@%d".formatted(model, to)));
            OptionalLong current = catalogue.aliased(model, alias);
            if (!current.equals(from)) {
                throw new StoreException(
                        Reason.ALIAS_MOVED,
                        "%s@%s names %s, not %s"
                                .formatted(model, alias, named(current), named(from)));
            }
            if (!current.equals(OptionalLong.of(to))) {
                move(version, alias, from);
            }
            return catalogue.model(model).orElseThrow();
        } finally {
            writing.unlock();
        }
    }

    /// Lays an evaluation beside a version. The same document again answers the one that there is.
    ///
    /// @param document JSON text of an object
    /// @throws StoreException if the document is too long, or the version has as many as it may
    public Evaluation.Attached attach(Version version, String document) {
        byte[] bytes = document.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > Evaluation.DOCUMENT_BYTES_MAX) {
            throw Evaluation.tooLarge();
        }
        byte[] documentKey =
                Key.evaluationDocument(version.model(), version.number(), Sha256.of(bytes));
        writing.lock();
        try {
            Optional<Long> existing = index.get(documentKey).map(Rows::number);
            if (existing.isPresent()) {
                return new Evaluation.Attached(evaluation(version, existing.get()), true);
            }
            return new Evaluation.Attached(append(version, document, documentKey), false);
        } finally {
            writing.unlock();
        }
    }

    /// Which versions an alias named, oldest first.
    ///
    /// @param countMax the newest so many
    public List<Event.AliasMoved> aliasHistory(String model, String alias, int countMax) {
        byte[] from = Key.aliasMove(model, alias, Long.MAX_VALUE);
        return index
                .descending(
                        Key.aliasMoves(model, alias),
                        from,
                        countMax,
                        (key, row) -> Rows.event(Key.lastNumber(key), row, this::known))
                .reversed()
                .stream()
                .map(Event.AliasMoved.class::cast)
                .toList();
    }

    /// Ends all waits, then closes the folder. What is under way ends with [Reason#CLOSED].
    @Override
    public void close() {
        events.endWaits();
        writing.lock();
        try {
            index.close();
        } finally {
            writing.unlock();
        }
    }

    private Version append(Publication wanted) {
        Rows.ModelRow model = modelRow(wanted.model());
        long sequence = events.last();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Version version =
                new Version(
                        wanted.model(),
                        model.versions() + 1,
                        wanted.run(),
                        wanted.epoch(),
                        wanted.step(),
                        now,
                        wanted.manifest(),
                        wanted.metadata());
        Event published = new Event.Published(sequence + 1, version);
        Event.AliasMoved moved =
                new Event.AliasMoved(
                        sequence + 2,
                        version.model(),
                        LATEST,
                        catalogue.aliased(version.model(), LATEST),
                        version.number(),
                        now);
        index.write(
                puts -> {
                    putVersion(puts, version);
                    events.append(puts, published);
                    putMove(puts, moved);
                    puts.put(
                            Key.model(version.model()),
                            Rows.of(
                                    new Rows.ModelRow(
                                            version.number(),
                                            moved.sequence(),
                                            model.storedBytes() + newBytes(version))));
                });
        events.grownTo(moved.sequence());
        return version;
    }

    private Evaluation append(Version version, String document, byte[] documentKey) {
        long number = lastEvaluation(version) + 1;
        if (number > Evaluation.COUNT_MAX) {
            throw new StoreException(
                    Reason.EVALUATIONS_FULL,
                    "%s@%d has %d evaluations, and no version may have more"
                            .formatted(version.model(), version.number(), Evaluation.COUNT_MAX));
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Evaluation evaluation = new Evaluation(number, now, document);
        index.write(
                puts -> {
                    puts.put(
                            Key.evaluation(version.model(), version.number(), number),
                            Rows.of(evaluation));
                    puts.put(documentKey, Rows.of(number));
                });
        return evaluation;
    }

    private long lastEvaluation(Version version) {
        String model = version.model();
        return index
                .descending(
                        Key.evaluations(model, version.number()),
                        Key.evaluation(model, version.number(), Long.MAX_VALUE),
                        1,
                        (key, _) -> Key.lastNumber(key))
                .stream()
                .findFirst()
                .orElse(0L);
    }

    private Evaluation evaluation(Version version, long number) {
        return index.get(Key.evaluation(version.model(), version.number(), number))
                .map(row -> Rows.evaluation(number, row))
                .orElseThrow(
                        () ->
                                new StoreException(
                                        Reason.UNREADABLE,
                                        "evaluation %d of %s@%d is missing"
                                                .formatted(
                                                        number,
                                                        version.model(),
                                                        version.number())));
    }

    private void move(Version version, String alias, OptionalLong from) {
        Rows.ModelRow model = modelRow(version.model());
        Event.AliasMoved moved =
                new Event.AliasMoved(
                        events.last() + 1,
                        version.model(),
                        alias,
                        from,
                        version.number(),
                        clock.instant().truncatedTo(ChronoUnit.MILLIS));
        index.write(
                puts -> {
                    putMove(puts, moved);
                    puts.put(
                            Key.model(version.model()),
                            Rows.of(
                                    new Rows.ModelRow(
                                            model.versions(),
                                            moved.sequence(),
                                            model.storedBytes())));
                });
        events.grownTo(moved.sequence());
    }

    private void putVersion(Index.Puts puts, Version version) {
        String model = version.model();
        long number = version.number();
        puts.put(Key.version(model, number), Rows.of(version));
        puts.put(Key.step(model, version.run(), version.step()), Rows.of(number));
        puts.put(Key.content(model, version.contentId().hex(), number), Rows.NOTHING);
        puts.put(Key.epoch(model, version.run()), Rows.of(version.epoch()));
        version.manifest()
                .files()
                .forEach(file -> puts.put(Key.blob(model, file.sha256()), Rows.of(file.size())));
    }

    /// Bytes of the blobs that no earlier version of the model has.
    private long newBytes(Version version) {
        return version.manifest().files().stream()
                .collect(
                        Collectors.toMap(VersionFile::sha256, VersionFile::size, (size, _) -> size))
                .entrySet()
                .stream()
                .filter(blob -> index.get(Key.blob(version.model(), blob.getKey())).isEmpty())
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    private void putMove(Index.Puts puts, Event.AliasMoved moved) {
        puts.put(Key.alias(moved.model(), moved.alias()), Rows.of(moved.to()));
        puts.put(Key.aliasMove(moved.model(), moved.alias(), moved.sequence()), Rows.of(moved));
        events.append(puts, moved);
    }

    private void requireMetadata(Publication wanted) {
        int bytes = wanted.metadata().getBytes(StandardCharsets.UTF_8).length;
        if (bytes > limits.metadataBytesMax()) {
            throw new StoreException(
                    Reason.METADATA_TOO_LARGE,
                    "the metadata has %d bytes, the limit is %d (registry.metadata-bytes-max)"
                            .formatted(bytes, limits.metadataBytesMax()));
        }
    }

    private void requireEpoch(Publication wanted) {
        long highest =
                index.get(Key.epoch(wanted.model(), wanted.run())).map(Rows::number).orElse(0L);
        if (wanted.epoch() < highest) {
            throw new StoreException(
                    Reason.STALE_EPOCH,
                    "run %s has published in epoch %d, this comes from epoch %d: a newer trainer has the run"
                            .formatted(wanted.run(), highest, wanted.epoch()));
        }
    }

    private Optional<Version> atStep(Publication wanted) {
        return index.get(Key.step(wanted.model(), wanted.run(), wanted.step()))
                .map(row -> known(wanted.model(), Rows.number(row)));
    }

    private static void requireSameFiles(Publication wanted, Version existing) {
        Set<VersionFile> before = compared(existing.manifest());
        Set<VersionFile> now = compared(wanted.manifest());
        if (!before.equals(now)) {
            String differing =
                    now.stream()
                            .filter(file -> !before.contains(file))
                            .map(VersionFile::path)
                            .sorted()
                            .collect(Collectors.joining(", "));
            throw new StoreException(
                    Reason.STEP_CONFLICT,
                    "run %s published step %d as %s@%d with other files (%s)"
                            .formatted(
                                    wanted.run(),
                                    wanted.step(),
                                    wanted.model(),
                                    existing.number(),
                                    differing.isEmpty() ? "there were more" : differing));
        }
    }

    private static Set<VersionFile> compared(Manifest manifest) {
        return manifest.files().stream()
                .filter(file -> !file.path().equals(SIGNATURE))
                .collect(Collectors.toSet());
    }

    private void requireContent(Manifest manifest) throws IOException {
        for (VersionFile file : manifest.files()) {
            if (!blobs.size(file.sha256()).equals(OptionalLong.of(file.size()))) {
                throw new StoreException(
                        Reason.BLOB_MISSING,
                        "%s: there is no blob %s of %d bytes; upload it first"
                                .formatted(file.path(), file.sha256(), file.size()));
            }
            try (FileChannel content = blobs.open(file.sha256())) {
                ContentRules.check(file, content);
            }
        }
        Set<Sha256> named =
                manifest.files().stream().map(VersionFile::sha256).collect(Collectors.toSet());
        blobs.syncNames(named);
    }

    private Rows.ModelRow modelRow(String model) {
        return index.get(Key.model(model))
                .map(Rows::model)
                .orElseGet(() -> new Rows.ModelRow(0, 0, 0));
    }

    private Version known(String model, long number) {
        return catalogue
                .version(model, number)
                .orElseThrow(() -> notFound("version %s@%d".formatted(model, number)));
    }

    private static void requireFormat(Index index) {
        Optional<Long> format = index.get(Key.format()).map(Rows::number);
        if (format.isEmpty()) {
            index.write(puts -> puts.put(Key.format(), Rows.of(FORMAT)));
        } else if (format.get() > FORMAT) {
            throw new StoreException(
                    Reason.UNREADABLE,
                    "the registry's folder has format %d, this Lotic reads up to %d; start a newer one"
                            .formatted(format.get(), FORMAT));
        }
    }

    private static String named(OptionalLong version) {
        return version.isPresent() ? "version " + version.getAsLong() : "nothing";
    }

    private static StoreException notFound(String what) {
        return new StoreException(Reason.NOT_FOUND, "there is no " + what);
    }
}
