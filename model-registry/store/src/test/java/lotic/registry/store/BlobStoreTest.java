package lotic.registry.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_8;

import lotic.registry.format.Sha256;
import lotic.registry.store.StoreException.Reason;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;

class BlobStoreTest {

    private static final byte[] CONTENT = "content".getBytes(UTF_8);
    private static final Sha256 DIGEST = Sha256.of(CONTENT);

    @TempDir Path folder;
    private BlobStore blobs;

    @BeforeEach
    void open() throws IOException {
        blobs = new BlobStore(folder, new Disk.Local(), new StoreLimits(1000, 0, 0));
    }

    @Test
    void whatWasReceivedIsReadBack() throws IOException {
        assertThat(blobs.size(DIGEST)).isEmpty();

        boolean added = blobs.receive(DIGEST, new ByteArrayInputStream(CONTENT));

        assertThat(added).isTrue();
        assertThat(blobs.size(DIGEST)).hasValue(CONTENT.length);
        try (InputStream in = Channels.newInputStream(blobs.open(DIGEST))) {
            assertThat(in.readAllBytes()).isEqualTo(CONTENT);
        }
        assertThat(folder.resolve("sha256").resolve(DIGEST.hex().substring(0, 2)))
                .isDirectoryContaining(path -> path.endsWith(DIGEST.hex()));
    }

    @Test
    void aBlobThatIsThereIsNotReadAgain() throws IOException {
        blobs.receive(DIGEST, new ByteArrayInputStream(CONTENT));
        InputStream untouchable =
                new InputStream() {
                    @Override
                    public int read() {
                        throw new AssertionError("read");
                    }
                };

        assertThat(blobs.receive(DIGEST, untouchable)).isFalse();
    }

    @Test
    void otherBytesAreRefusedAndLeaveNothing() {
        assertRefused(Reason.DIGEST_MISMATCH, new ByteArrayInputStream(new byte[7]));
        assertRefused(Reason.DIGEST_MISMATCH, new ByteArrayInputStream(new byte[0]));
    }

    @Test
    void tooManyBytesAreRefusedBeforeTheyAreRead() {
        InputStream endless =
                new SequenceInputStream(
                        new ByteArrayInputStream(new byte[2000]),
                        new InputStream() {
                            @Override
                            public int read() {
                                throw new AssertionError("read to the end");
                            }
                        });

        assertRefused(Reason.BLOB_TOO_LARGE, endless);
    }

    @Test
    void anUploadThatBreaksOffLeavesNothing() {
        InputStream broken =
                new SequenceInputStream(
                        new ByteArrayInputStream(CONTENT, 0, 3),
                        new InputStream() {
                            @Override
                            public int read() throws IOException {
                                throw new IOException("connection reset");
                            }
                        });

        assertThatThrownBy(() -> blobs.receive(DIGEST, broken)).isInstanceOf(IOException.class);
        assertThat(blobs.size(DIGEST)).isEmpty();
        assertThat(folder.resolve("incoming")).isEmptyDirectory();
    }

    @Test
    void aDiskThatIsNearlyFullTakesNoUploads() throws IOException {
        blobs =
                new BlobStore(
                        folder, new Disk.Local(), new StoreLimits(1000, 0, Long.MAX_VALUE / 2));

        assertRefused(Reason.DISK_FULL, new ByteArrayInputStream(CONTENT));
    }

    @Test
    void unfinishedUploadsAreGoneAfterAStart() throws IOException {
        Files.write(folder.resolve("incoming/" + DIGEST + ".1"), CONTENT);

        blobs = new BlobStore(folder, new Disk.Local(), new StoreLimits(1000, 0, 0));

        assertThat(folder.resolve("incoming")).isEmptyDirectory();
        assertThat(blobs.size(DIGEST)).isEmpty();
    }

    @Test
    void aBlobThatIsNotThereCannotBeOpened() {
        assertThatThrownBy(() -> blobs.open(DIGEST).close())
                .isInstanceOf(StoreException.class)
                .hasMessage("there is no blob " + DIGEST);
    }

    private void assertRefused(Reason reason, InputStream in) {
        assertThatThrownBy(() -> blobs.receive(DIGEST, in))
                .isInstanceOf(StoreException.class)
                .extracting(e -> ((StoreException) e).reason())
                .isEqualTo(reason);
        assertThat(blobs.size(DIGEST)).isEmpty();
        assertThat(folder.resolve("incoming")).isEmptyDirectory();
    }
}
