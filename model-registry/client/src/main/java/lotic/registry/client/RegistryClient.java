package lotic.registry.client;

import com.fasterxml.jackson.databind.JsonNode;

import lotic.registry.client.RegistryException.Reason;
import lotic.registry.format.Manifest;
import lotic.registry.format.Names;
import lotic.registry.format.Sha256;
import lotic.registry.format.VersionFile;
import lotic.registry.format.VersionRef;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/// Speaks to a registry. Safe for use by many threads; an interrupt ends a wait with
/// [RegistryException].
public final class RegistryClient implements AutoCloseable {

    private static final int PAGE_MAX = 100;

    private final ClientLimits limits;
    private final RegistryHttp http;
    private final Retries retries;

    /// @param registry such as `http://localhost:7073`
    public RegistryClient(URI registry) {
        this(registry, ClientLimits.STANDARD);
    }

    /// A client with its own ideas of patience.
    ///
    /// @param registry such as `http://localhost:7073`
    public RegistryClient(URI registry, ClientLimits limits) {
        this.limits = limits;
        this.http = new RegistryHttp(registry, limits);
        this.retries = new Retries(limits, new Random());
    }

    /// Uploads the files that the registry lacks, then the manifest. Idempotent: repeat it after
    /// any failure.
    ///
    /// @throws RegistryException if the registry cannot be reached or refuses
    public PublishedVersion publish(VersionDraft draft) {
        List<VersionFile> files = new ArrayList<>();
        Map<Sha256, Path> contents = new HashMap<>();
        draft.files()
                .forEach(
                        (path, content) -> {
                            VersionFile file = described(path, content);
                            files.add(file);
                            contents.put(file.sha256(), content);
                        });
        Manifest manifest = Manifest.of(files);
        contents.forEach(this::upload);
        byte[] publication = Answers.publication(draft, manifest);
        return Answers.published(
                retries.run(
                        () -> http.post("/models/" + draft.model() + "/versions", publication)));
    }

    /// All models, by name.
    public List<ModelSummary> models() {
        return Answers.models(retries.run(() -> http.get("/models", Duration.ZERO)));
    }

    /// A model's newest versions, newest first.
    ///
    /// @param countMax at most so many
    /// @throws RegistryException with [Reason#NOT_FOUND] if there is no such model
    public List<ModelVersion> versions(String model, int countMax) {
        List<ModelVersion> versions = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        do {
            String page = versionsPath(Names.model(model), cursor, countMax - versions.size());
            JsonNode answer = retries.run(() -> http.get(page, Duration.ZERO));
            versions.addAll(Answers.versions(answer));
            cursor = Answers.nextCursor(answer);
        } while (cursor.isPresent() && versions.size() < countMax);
        return List.copyOf(versions);
    }

    /// One version.
    ///
    /// @throws RegistryException with [Reason#NOT_FOUND] if there is none, with [Reason#CORRUPT] if
    ///   the registry answers another one than was asked for
    public ModelVersion version(VersionRef ref) {
        String path = "/models/%s/versions/%s".formatted(ref.model(), ref.selector());
        return Answers.version(retries.run(() -> http.get(path, Duration.ZERO)), ref);
    }

    /// Lays an evaluation beside a version; the same document again changes nothing.
    ///
    /// @param document JSON text of an object, at most 32 KiB
    /// @return its number among the version's evaluations, from 1
    /// @throws RegistryException if there is no such version, or the registry refuses
    public long attach(VersionRef ref, String document) {
        String path = evaluationsPath(ref);
        byte[] body = Answers.object(document);
        return Answers.attached(retries.run(() -> http.post(path, body)));
    }

    /// What was found out about a version, oldest first.
    ///
    /// @throws RegistryException with [Reason#NOT_FOUND] if there is no such version
    public List<VersionEvaluation> evaluations(VersionRef ref) {
        String path = evaluationsPath(ref);
        return Answers.evaluations(retries.run(() -> http.get(path, Duration.ZERO)));
    }

    /// Fetches a version into `<destination>/<model>/<number>`, verified, all or nothing. Goes on
    /// from what an earlier pull that was cut left behind; a version that is there already is
    /// verified again and not fetched.
    ///
    /// @param destination made if it is not there
    /// @throws RegistryException with [Reason#CORRUPT] if bytes are not what their digest says
    public VerifiedFolder pull(VersionRef ref, Path destination, PullProgress progress) {
        return pull(version(ref), destination, progress);
    }

    /// Fetches a version that [#version] answered; otherwise the same.
    ///
    /// @param destination made if it is not there
    /// @throws RegistryException with [Reason#CORRUPT] if bytes are not what their digest says
    public VerifiedFolder pull(ModelVersion version, Path destination, PullProgress progress) {
        return new Pull(http, retries, limits, version, destination, progress).run();
    }

    /// A model's next events: those that are there at once, else the first that come while it
    /// waits.
    ///
    /// @param after sequence of the last event known; 0 for all from the start
    /// @param wait at most 60 s
    /// @return empty if none came
    public List<ModelEvent> events(String model, long after, Duration wait) {
        String path = eventsPath(model, after, wait);
        return Answers.events(retries.run(() -> http.get(path, wait)));
    }

    /// Follows a model's events; the model need not exist yet.
    ///
    /// @param after sequence of the last event known; 0 for all from the start
    public Watch watch(String model, long after) {
        return new Watch(http, retries, Names.model(model), after);
    }

    @Override
    public void close() {
        http.close();
    }

    static String eventsPath(String model, long after, Duration wait) {
        return "/models/" + model + "/events?after=" + after + "&wait=" + wait.toSeconds();
    }

    private static String evaluationsPath(VersionRef ref) {
        return "/models/%s/versions/%s/evaluations".formatted(ref.model(), ref.selector());
    }

    private static String versionsPath(String model, Optional<String> cursor, int limit) {
        String page = "/models/" + model + "/versions?limit=" + Math.min(limit, PAGE_MAX);
        return page + cursor.map(value -> "&cursor=" + value).orElse("");
    }

    private void upload(Sha256 sha256, Path file) {
        String path = "/blobs/" + sha256;
        retries.run(() -> http.exists(path) || http.put(path, file));
    }

    private static VersionFile described(String path, Path content) {
        try {
            return new VersionFile(path, Sha256.of(content), Files.size(content));
        } catch (IOException e) {
            throw new RegistryException(Reason.LOCAL, "cannot read " + content, e);
        }
    }
}
