package lotic.ingest.intake;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.OptionalLong;

/// Reads an image's bytes as they come in, within the size limit and the budget of bytes in flight.
public final class BodyReader {

    private static final int CHUNK_BYTES = 64 << 10;

    private final int imageBytesMax;
    private final InFlightBytes budget;

    public BodyReader(int imageBytesMax, InFlightBytes budget) {
        this.imageBytesMax = imageBytesMax;
        this.budget = budget;
    }

    /// What reading came to.
    public sealed interface Outcome {}

    /// The whole image.
    ///
    /// @param room to be given back once the image is no longer in memory
    @SuppressWarnings("ArrayRecordComponent") // passed on once, never compared
    public record Whole(byte[] bytes, InFlightBytes.Reservation room) implements Outcome {}

    /// It is larger than an image may be; the rest was not read.
    ///
    /// @param bytes as declared, or as read so far
    public record TooLarge(long bytes, int bytesMax) implements Outcome {}

    /// The budget is used up; nothing more was read.
    public record Busy(InFlightBytes.Full budget) implements Outcome {}

    /// Reads to the end of the stream.
    ///
    /// @param declaredBytes if the sender said how many there are; not trusted
    /// @throws IOException if the connection breaks
    public Outcome read(InputStream body, OptionalLong declaredBytes) throws IOException {
        if (declaredBytes.isPresent() && declaredBytes.getAsLong() > imageBytesMax) {
            return new TooLarge(declaredBytes.getAsLong(), imageBytesMax);
        }
        // Of an unknown length the largest is reserved: room that runs out halfway helps nobody.
        long reserved = declaredBytes.orElse(imageBytesMax);
        return switch (budget.reserve(reserved)) {
            case InFlightBytes.Full full -> new Busy(full);
            case InFlightBytes.Reservation room -> readInto(room, body, (int) reserved);
        };
    }

    private Outcome readInto(InFlightBytes.Reservation room, InputStream body, int expectedBytes)
            throws IOException {
        boolean whole = false;
        try {
            ByteArrayOutputStream bytes =
                    new ByteArrayOutputStream(Math.min(expectedBytes, CHUNK_BYTES));
            byte[] chunk = new byte[CHUNK_BYTES];
            int read = body.read(chunk);
            while (read >= 0 && bytes.size() + read <= imageBytesMax) {
                bytes.write(chunk, 0, read);
                read = body.read(chunk);
            }
            if (read >= 0) {
                return new TooLarge((long) bytes.size() + read, imageBytesMax);
            }
            whole = true;
            return new Whole(bytes.toByteArray(), room);
        } finally {
            if (!whole) {
                room.close();
            }
        }
    }
}
