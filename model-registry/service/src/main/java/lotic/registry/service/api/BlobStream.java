package lotic.registry.service.api;

import lotic.registry.format.Sha256;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;
import java.util.Objects;

/// A blob on its way to a client. Whole blobs are hashed as they pass: of one that was damaged on
/// disk the last bytes are never sent, so that also a client which does not verify sees it fail.
final class BlobStream extends InputStream {

    private final FileChannel channel;
    private final Sha256 sha256;
    private final boolean whole;
    private final long length;
    private final RegistryObserver observer;
    private final MessageDigest digest = Sha256.algorithm();
    private long remaining;

    /// @param range within the blob
    /// @param size of the blob
    BlobStream(
            FileChannel channel,
            Sha256 sha256,
            FileRange.Part range,
            long size,
            RegistryObserver observer)
            throws IOException {
        this.channel = channel;
        this.sha256 = sha256;
        this.whole = range.length() == size;
        this.length = range.length();
        this.remaining = length;
        this.observer = observer;
        channel.position(range.first());
    }

    /// Bytes that come in all.
    long length() {
        return length;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, buffer.length);
        if (remaining == 0) {
            return -1;
        }
        int wanted = (int) Math.min(length, remaining);
        int read = channel.read(ByteBuffer.wrap(buffer, offset, wanted));
        if (read < 0) {
            throw damaged("is shorter than it was");
        }
        remaining -= read;
        if (whole) {
            digest.update(buffer, offset, read);
            if (remaining == 0 && !Sha256.fromBytes(digest.digest()).equals(sha256)) {
                throw damaged("does not have its digest any more");
            }
        }
        observer.sent(read);
        return read;
    }

    @Override
    public void close() throws IOException {
        observer.downloaded(remaining == 0);
        channel.close();
    }

    private IOException damaged(String how) {
        remaining = Math.max(remaining, 1);
        observer.damaged(sha256);
        return new IOException("blob %s %s".formatted(sha256, how));
    }
}
