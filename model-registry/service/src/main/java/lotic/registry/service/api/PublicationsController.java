package lotic.registry.service.api;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.json.JsonMapper;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

import lotic.registry.format.Manifest;
import lotic.registry.format.Names;
import lotic.registry.format.Sha256;
import lotic.registry.format.VersionFile;
import lotic.registry.service.api.Bodies.FileBody;
import lotic.registry.service.api.Bodies.PublicationBody;
import lotic.registry.service.api.Bodies.PublishedBody;
import lotic.registry.store.Publication;
import lotic.registry.store.RegistryStore;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/// The second phase of publishing: files that are here become a version.
@Controller("/api/lotic/v1/models/{model}/versions")
final class PublicationsController {

    private final RegistryStore store;
    private final JsonMapper json;
    private final RegistryObserver observer;
    private final int publicationBytesMax;

    PublicationsController(
            RegistryStore store, JsonMapper json, ApiLimits limits, RegistryObserver observer) {
        this.store = store;
        this.observer = observer;
        this.json = json;
        this.publicationBytesMax = limits.publicationBytesMax();
    }

    /// Publishes; the same step of the same run again answers the version that there is if the
    /// files are the same, and 409 if they are others.
    @Post
    @Consumes(MediaType.APPLICATION_JSON)
    @ExecuteOn(TaskExecutors.VIRTUAL)
    HttpResponse<PublishedBody> publish(String model, @Nullable @Body InputStream body)
            throws IOException {
        Publication.Outcome outcome = store.publish(publication(model, parse(body)));
        observer.changed(model);
        PublishedBody published =
                new PublishedBody(
                        model,
                        outcome.version().number(),
                        outcome.version().contentId().hex(),
                        outcome.existed());
        return outcome.existed() ? HttpResponse.ok(published) : HttpResponse.created(published);
    }

    private PublicationBody parse(@Nullable InputStream body) throws IOException {
        byte[] bytes = body == null ? new byte[0] : body.readNBytes(publicationBytesMax + 1);
        if (bytes.length > publicationBytesMax) {
            throw ApiException.badRequest(
                    "publication-too-large",
                    "the publication has more than %d bytes (registry.metadata-bytes-max)"
                            .formatted(publicationBytesMax));
        }
        try {
            return Optional.ofNullable(json.readValue(bytes, PublicationBody.class))
                    .orElseThrow(() -> ApiException.badRequest("bad-publication", "no body"));
        } catch (IOException e) { // the bytes are in memory: only their meaning can fail
            throw ApiException.badRequest(
                    "bad-publication",
                    "the body is no publication: " + Names.shown(String.valueOf(e.getMessage())));
        }
    }

    private Publication publication(String model, PublicationBody body) throws IOException {
        if (body.run() == null
                || body.epoch() == null
                || body.step() == null
                || body.files() == null
                || body.metadata() == null
                || !body.metadata().isObject()) {
            throw ApiException.badRequest(
                    "bad-publication",
                    "a publication needs run, epoch, step, files and metadata, an object");
        }
        try {
            return new Publication(
                    model,
                    body.run(),
                    body.epoch(),
                    body.step(),
                    manifest(body.files()),
                    json.writeValueAsString(body.metadata()));
        } catch (IllegalArgumentException e) {
            throw ApiException.badRequest("bad-publication", String.valueOf(e.getMessage()));
        }
    }

    private static Manifest manifest(List<FileBody> files) {
        return Manifest.of(
                files.stream()
                        .map(
                                file ->
                                        new VersionFile(
                                                file.path(),
                                                new Sha256(file.sha256()),
                                                file.size()))
                        .toList());
    }
}
