package lotic.registry.client;

import java.io.FileNotFoundException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicLong;

/// A file on its way to the registry that tells how far it is. The client takes bytes as the
/// connection takes them, so one that stands still shows here.
final class UploadBody implements BodyPublisher {

    private final BodyPublisher file;
    private final AtomicLong sent = new AtomicLong();

    UploadBody(Path file) throws FileNotFoundException {
        this.file = BodyPublishers.ofFile(file);
    }

    /// Bytes that were handed to the connection. Any thread may ask.
    long sent() {
        return sent.get();
    }

    @Override
    public long contentLength() {
        return file.contentLength();
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> connection) {
        file.subscribe(
                new Flow.Subscriber<>() {
                    @Override
                    public void onSubscribe(Flow.Subscription subscription) {
                        connection.onSubscribe(subscription);
                    }

                    @Override
                    public void onNext(ByteBuffer bytes) {
                        sent.addAndGet(bytes.remaining());
                        connection.onNext(bytes);
                    }

                    @Override
                    public void onError(Throwable failure) {
                        connection.onError(failure);
                    }

                    @Override
                    public void onComplete() {
                        connection.onComplete();
                    }
                });
    }
}
