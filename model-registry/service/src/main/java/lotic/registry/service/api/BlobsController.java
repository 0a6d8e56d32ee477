package lotic.registry.service.api;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Head;
import io.micronaut.http.annotation.Put;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

import lotic.registry.format.Sha256;
import lotic.registry.service.api.Bodies.BlobBody;
import lotic.registry.store.RegistryStore;

import java.io.IOException;
import java.io.InputStream;

/// Uploads, the first phase of publishing.
@Controller("/api/lotic/v1/blobs")
final class BlobsController {

    private final RegistryStore store;
    private final Slots uploads;

    BlobsController(RegistryStore store, ApiLimits limits, RegistryObserver observer) {
        this.store = store;
        this.uploads = new Slots("uploads", "uploads-max", limits.uploadsMax(), observer);
    }

    /// Takes a blob, verified as it comes; a repeat costs nothing.
    @Put("/{sha256}")
    @Consumes(MediaType.ALL)
    @ExecuteOn(TaskExecutors.VIRTUAL)
    HttpResponse<BlobBody> put(String sha256, @Nullable @Body InputStream body) throws IOException {
        Sha256 expected = new Sha256(sha256);
        try (Slots.Slot _ = uploads.take()) {
            InputStream bytes = body == null ? InputStream.nullInputStream() : body;
            boolean added = store.blobs().receive(expected, bytes);
            BlobBody blob = new BlobBody(sha256, store.blobs().size(expected).orElseThrow());
            return added ? HttpResponse.created(blob) : HttpResponse.ok(blob);
        }
    }

    /// Says whether a blob is there.
    @Head("/{sha256}")
    @ExecuteOn(TaskExecutors.VIRTUAL)
    HttpResponse<?> head(String sha256) {
        return store.blobs().size(new Sha256(sha256)).isPresent()
                ? HttpResponse.ok()
                : HttpResponse.notFound();
    }
}
