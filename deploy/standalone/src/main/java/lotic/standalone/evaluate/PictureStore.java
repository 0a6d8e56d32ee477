package lotic.standalone.evaluate;

import lotic.registry.format.Sha256;
import lotic.standalone.source.Sample;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Labelled pictures in a temporary file, from which they can be taken in any order: an archive can
/// be read from front to back only. One thread adds, any may take; it goes away when closed.
final class PictureStore implements AutoCloseable {

    private final FileChannel channel;
    private long end;

    private PictureStore(FileChannel channel) {
        this.channel = channel;
    }

    static PictureStore open() throws IOException {
        Path file = Files.createTempFile("lotic-evaluate", ".pictures");
        // Unix takes the name away at once, so that a kill leaves nothing behind.
        return new PictureStore(
                FileChannel.open(
                        file,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.DELETE_ON_CLOSE));
    }

    /// Keeps a picture.
    LabelledPicture add(Sample sample, String label) {
        byte[] bytes = sample.bytes();
        try {
            ByteBuffer rest = ByteBuffer.wrap(bytes);
            while (rest.hasRemaining()) {
                channel.write(rest, end + rest.position());
            }
        } catch (IOException full) {
            throw new UncheckedIOException(
                    "Pictures cannot be kept in %s (%s). Make room there, or name another folder with LOTIC_JAVA_OPTIONS=-Djava.io.tmpdir=DIR."
                            .formatted(System.getProperty("java.io.tmpdir"), full.getMessage()),
                    full);
        }
        LabelledPicture picture =
                new LabelledPicture(
                        sample.name(), Sha256.of(bytes).hex(), label, end, bytes.length);
        end += bytes.length;
        return picture;
    }

    /// The bytes of a picture's file.
    byte[] bytes(LabelledPicture picture) {
        byte[] bytes = new byte[picture.length()];
        ByteBuffer target = ByteBuffer.wrap(bytes);
        try {
            while (target.hasRemaining()) {
                int read = channel.read(target, picture.offset() + target.position());
                if (read < 0) {
                    throw new IOException("the file is shorter than it was");
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read a picture that was kept", unreadable);
        }
        return bytes;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
