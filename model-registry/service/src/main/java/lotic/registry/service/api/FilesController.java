package lotic.registry.service.api;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Head;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

import lotic.registry.format.Names;
import lotic.registry.format.VersionFile;
import lotic.registry.format.VersionRef;
import lotic.registry.format.VersionRef.ByNumber;
import lotic.registry.format.VersionRef.Selector;
import lotic.registry.store.RegistryStore;
import lotic.registry.store.StoreException;
import lotic.registry.store.Version;

import java.io.IOException;
import java.nio.channels.FileChannel;

/// The bytes of versions: whole or in ranges, resumable, with their digests.
///
/// Only a number names bytes for ever. Whatever else means a version is redirected to it, so that a
/// client that comes twice for one file never gets halves of two versions.
@Controller("/api/lotic/v1/models/{model}/versions/{ref}/files")
@ExecuteOn(TaskExecutors.VIRTUAL)
final class FilesController {

    private static final String FOR_EVER = "public, max-age=31536000, immutable";
    private static final String REPR_DIGEST = "Repr-Digest";

    private final RegistryStore store;
    private final RegistryObserver observer;

    FilesController(RegistryStore store, RegistryObserver observer) {
        this.store = store;
        this.observer = observer;
    }

    /// A file, or a range of it.
    @Get(uri = "/{+path}", headRoute = false)
    HttpResponse<?> get(HttpRequest<?> request, String model, String ref, String path)
            throws IOException {
        Selector selector = Selector.parse(ref);
        Version version = store.catalogue().version(new VersionRef(model, selector));
        VersionFile file = file(version, path);
        if (!(selector instanceof ByNumber)) {
            return redirect(version, file);
        }
        String tag = tag(file);
        return switch (Preconditions.of(request.getHeaders(), tag)) {
            case FAILED -> describe(HttpResponse.status(HttpStatus.PRECONDITION_FAILED), file);
            case NOT_MODIFIED -> describe(HttpResponse.notModified(), file);
            case HOLD ->
                    switch (FileRange.of(
                            Preconditions.range(request.getHeaders(), tag), file.size())) {
                        case FileRange.Whole() ->
                                send(
                                        HttpResponse.ok(),
                                        file,
                                        new FileRange.Part(0, file.size() - 1));
                        case FileRange.Part part ->
                                send(HttpResponse.status(HttpStatus.PARTIAL_CONTENT), file, part)
                                        .header(
                                                HttpHeaders.CONTENT_RANGE,
                                                "bytes %d-%d/%d"
                                                        .formatted(
                                                                part.first(),
                                                                part.last(),
                                                                file.size()));
                        case FileRange.Unsatisfiable() ->
                                HttpResponse.status(HttpStatus.REQUESTED_RANGE_NOT_SATISFIABLE)
                                        .header(
                                                HttpHeaders.CONTENT_RANGE,
                                                "bytes */" + file.size());
                    };
        };
    }

    /// A file's size, tag and digest; ranges do not matter here.
    @Head("/{+path}")
    HttpResponse<?> head(HttpRequest<?> request, String model, String ref, String path) {
        Selector selector = Selector.parse(ref);
        Version version = store.catalogue().version(new VersionRef(model, selector));
        VersionFile file = file(version, path);
        if (!(selector instanceof ByNumber)) {
            return redirect(version, file);
        }
        return switch (Preconditions.of(request.getHeaders(), tag(file))) {
            case FAILED -> describe(HttpResponse.status(HttpStatus.PRECONDITION_FAILED), file);
            case NOT_MODIFIED -> describe(HttpResponse.notModified(), file);
            case HOLD -> content(HttpResponse.ok(), file, file.size());
        };
    }

    private MutableHttpResponse<?> send(
            MutableHttpResponse<?> response, VersionFile file, FileRange.Part range)
            throws IOException {
        FileChannel blob = store.blobs().open(file.sha256());
        try {
            BlobStream bytes = new BlobStream(blob, file.sha256(), range, file.size(), observer);
            return content(response, file, range.length()).body(bytes);
        } catch (IOException e) {
            blob.close();
            throw e;
        }
    }

    private static MutableHttpResponse<?> content(
            MutableHttpResponse<?> response, VersionFile file, long length) {
        return describe(response, file)
                .contentType(MediaType.APPLICATION_OCTET_STREAM_TYPE)
                .contentLength(length)
                .header(HttpHeaders.ACCEPT_RANGES, "bytes")
                .header(REPR_DIGEST, "sha-256=:" + file.sha256().base64() + ":");
    }

    private static MutableHttpResponse<?> describe(
            MutableHttpResponse<?> response, VersionFile file) {
        return response.header(HttpHeaders.ETAG, tag(file))
                .header(HttpHeaders.CACHE_CONTROL, FOR_EVER);
    }

    private static HttpResponse<?> redirect(Version version, VersionFile file) {
        return HttpResponse.status(HttpStatus.TEMPORARY_REDIRECT)
                .header(
                        HttpHeaders.LOCATION,
                        "/api/lotic/v1/models/%s/versions/%d/files/%s"
                                .formatted(version.model(), version.number(), file.path()))
                .header(HttpHeaders.ETAG, tag(file))
                .header(HttpHeaders.CACHE_CONTROL, "no-cache")
                .contentLength(0);
    }

    private static VersionFile file(Version version, String path) {
        return version.manifest()
                .file(Names.path(path))
                .orElseThrow(
                        () ->
                                new StoreException(
                                        StoreException.Reason.NOT_FOUND,
                                        "%s@%d has no file %s"
                                                .formatted(
                                                        version.model(), version.number(), path)));
    }

    private static String tag(VersionFile file) {
        return '"' + file.sha256().hex() + '"';
    }
}
