package lotic.registry.service.api;

import io.micronaut.core.type.Argument;
import io.micronaut.core.type.MutableHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.body.ByteBodyFactory;
import io.micronaut.http.body.CloseableByteBody;
import io.micronaut.http.body.ResponseBodyWriter;
import io.micronaut.http.body.stream.InputStreamByteBody;
import io.micronaut.scheduling.TaskExecutors;

import jakarta.inject.Named;
import jakarta.inject.Singleton;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;

/// Hands a [BlobStream] to the server together with its length. The server's own writers either
/// forget the length and chunk the body, or add dates of their own.
@Singleton
final class BlobStreamWriter implements ResponseBodyWriter<BlobStream> {

    private final ExecutorService blocking;

    BlobStreamWriter(@Named(TaskExecutors.BLOCKING) ExecutorService blocking) {
        this.blocking = blocking;
    }

    @Override
    public CloseableByteBody writePiece(
            ByteBodyFactory bodies,
            HttpRequest<?> request,
            HttpResponse<?> response,
            Argument<BlobStream> type,
            MediaType mediaType,
            BlobStream blob) {
        return InputStreamByteBody.create(blob, OptionalLong.of(blob.length()), blocking, bodies);
    }

    @Override
    public void writeTo(
            Argument<BlobStream> type,
            MediaType mediaType,
            BlobStream blob,
            MutableHeaders headers,
            OutputStream out) {
        try (blob) {
            blob.transferTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException("sending a blob", e);
        }
    }
}
