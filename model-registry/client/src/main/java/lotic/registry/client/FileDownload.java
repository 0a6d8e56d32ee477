package lotic.registry.client;

import lotic.registry.client.RegistryException.Reason;
import lotic.registry.client.Retries.Unavailable;
import lotic.registry.format.Sha256;
import lotic.registry.format.VersionFile;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.Optional;

/// Fetches one file: goes on from what is there, resumes when the connection is cut, hashes the
/// bytes as they come. One thread.
final class FileDownload implements AutoCloseable {

    private static final int BUFFER_BYTES = 128 << 10;

    private final RegistryHttp http;
    private final Retries retries;
    private final ClientLimits limits;
    private final PullProgress progress;
    private final String address;
    private final VersionFile file;
    private final FileChannel channel;
    private final byte[] buffer = new byte[BUFFER_BYTES];

    private MessageDigest digest = Sha256.algorithm();
    private long received;

    /// @param address of the file's bytes, which never change there
    /// @param target where they go; may hold the first of them already
    FileDownload(
            RegistryHttp http,
            Retries retries,
            ClientLimits limits,
            PullProgress progress,
            String address,
            VersionFile file,
            Path target)
            throws IOException {
        this.http = http;
        this.retries = retries;
        this.limits = limits;
        this.progress = progress;
        this.address = address;
        this.file = file;
        this.channel =
                FileChannel.open(
                        target,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE,
                        LinkOption.NOFOLLOW_LINKS);
    }

    /// Leaves the whole file, verified and durable.
    ///
    /// @throws RegistryException with [Reason#CORRUPT] if the bytes are not what the digest says
    void run() throws IOException {
        boolean resumed = takeOver();
        fetchRest();
        if (!verifies() && resumed) {
            // What an earlier pull left may have been damaged by a crash: it gets no second chance.
            startOver();
            fetchRest();
        }
        if (!verifies()) {
            throw corrupt("has digest " + digestSoFar());
        }
        channel.force(true);
        progress.verified(file);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    /// Hashes the bytes that an earlier pull left.
    ///
    /// @return false if there are none of use
    private boolean takeOver() throws IOException {
        if (channel.size() > file.size()) {
            startOver();
            return false;
        }
        for (int n = readBack(); n > 0; n = readBack()) {
            digest.update(buffer, 0, n);
            received += n;
        }
        progress.received(file, received);
        return received > 0;
    }

    private int readBack() throws IOException {
        return channel.read(ByteBuffer.wrap(buffer));
    }

    private void startOver() throws IOException {
        channel.truncate(0);
        channel.position(0);
        digest = Sha256.algorithm();
        received = 0;
        progress.received(file, 0);
    }

    private void fetchRest() throws IOException {
        int failures = 0;
        while (received < file.size()) {
            long before = received;
            try {
                fetch();
            } catch (Unavailable e) {
                failures = received > before ? 1 : failures + 1;
                if (failures >= limits.attemptsMax()) {
                    throw e.givenUp();
                }
                Retries.pause(retries.pauseAfter(failures, e));
            }
        }
    }

    private void fetch() throws IOException, Unavailable {
        HttpRequest.Builder request = http.request(address);
        if (received > 0) {
            request.header("Range", "bytes=" + received + "-");
            request.header("If-Range", '"' + file.sha256().hex() + '"');
        }
        HttpResponse<InputStream> response =
                http.send(request.GET().build(), BodyHandlers.ofInputStream());
        try (InputStream in = response.body();
                StallGuard guard = new StallGuard(in, limits.stall())) {
            switch (response.statusCode()) {
                case 206 -> requireRest(response);
                case 200 -> startOver();
                default -> throw http.problem(response, "");
            }
            receive(in, guard);
        }
    }

    private void requireRest(HttpResponse<?> response) {
        String expected = "bytes " + received + "-" + (file.size() - 1) + "/" + file.size();
        Optional<String> range = response.headers().firstValue("Content-Range");
        if (!range.equals(Optional.of(expected))) {
            throw corrupt("came as range %s, not %s".formatted(range.orElse("none"), expected));
        }
    }

    private void receive(InputStream in, StallGuard guard) throws IOException, Unavailable {
        while (received < file.size()) {
            int n = read(in);
            guard.moved();
            if (n > file.size() - received) {
                throw corrupt("is longer than its %d bytes".formatted(file.size()));
            }
            for (ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, n); bytes.hasRemaining(); ) {
                channel.write(bytes);
            }
            digest.update(buffer, 0, n);
            received += n;
            progress.received(file, received);
        }
    }

    private int read(InputStream in) throws Unavailable {
        String why = "the connection ended";
        try {
            int n = in.read(buffer);
            if (n > 0) {
                return n;
            }
        } catch (IOException e) {
            why = Optional.ofNullable(e.getMessage()).orElse(why);
        }
        throw new Unavailable(
                "%s stopped at byte %d of %d (%s)"
                        .formatted(file.path(), received, file.size(), why),
                Optional.empty());
    }

    private boolean verifies() {
        return digestSoFar().equals(file.sha256());
    }

    private Sha256 digestSoFar() {
        try {
            return Sha256.fromBytes(((MessageDigest) digest.clone()).digest());
        } catch (CloneNotSupportedException e) {
            throw new AssertionError("the JDK's SHA-256 can be copied", e);
        }
    }

    private RegistryException corrupt(String what) {
        return new RegistryException(
                Reason.CORRUPT,
                "%s %s; expected %s. Nothing was kept".formatted(file.path(), what, file.sha256()));
    }
}
