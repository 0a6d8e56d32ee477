package lotic.ingest.intake;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.OptionalLong;

/// Reads an image's bytes as they come in, within the size limit and the budget of bytes in flight.
public final class BodyReader {

    private static final int CHUNK_BYTES = 256 << 10;

    private final int imageBytesMax;
    private final InFlightBytes budget;

    public BodyReader(int imageBytesMax, InFlightBytes budget) {
        this.imageBytesMax = imageBytesMax;
        this.budget = budget;
    }

    /// What reading came to.
    public sealed interface Outcome {

        /// Gives back the room of an image that goes no further.
        default void letGo() {}
    }

    /// The whole image.
    ///
    /// @param room to be given back once the image is no longer in memory
    @SuppressWarnings("ArrayRecordComponent") // passed on once, never compared
    public record Whole(byte[] bytes, InFlightBytes.Reservation room) implements Outcome {

        @Override
        public void letGo() {
            room.close();
        }
    }

    /// It is larger than an image may be; the rest was not read.
    ///
    /// @param bytes as declared, or as read so far
    public record TooLarge(long bytes, int bytesMax) implements Outcome {}

    /// The budget is used up; the rest was not read.
    public record Busy(InFlightBytes.Full budget) implements Outcome {}

    /// Reads to the end of a stream from an unknown sender. Room is taken only for bytes that have
    /// come, so that many who trickle do not keep out the others.
    ///
    /// @param declaredBytes if the sender said how many there are; not trusted
    /// @throws IOException if the connection breaks
    public Outcome read(InputStream body, OptionalLong declaredBytes) throws IOException {
        long expected = declaredBytes.orElse(CHUNK_BYTES);
        if (expected > imageBytesMax) {
            return new TooLarge(expected, imageBytesMax);
        }
        long first = Math.min(expected, CHUNK_BYTES);
        return switch (budget.reserve(first, Duration.ZERO)) {
            case InFlightBytes.Full full -> new Busy(full);
            case InFlightBytes.Reservation room ->
                    holding(room, () -> readGrowing(body, room, (int) first));
        };
    }

    private Outcome readGrowing(InputStream body, InFlightBytes.Reservation room, int firstBytes)
            throws IOException {
        byte[] bytes = new byte[Math.max(1, firstBytes)];
        int size = 0;
        int read = body.read(bytes);
        while (read >= 0) {
            size += read;
            if (size == bytes.length) {
                int next = body.read();
                if (next < 0) {
                    return new Whole(bytes, room);
                }
                if (size == imageBytesMax) {
                    return new TooLarge(size + 1L, imageBytesMax);
                }
                int grown = (int) Math.min(2L * size, imageBytesMax);
                if (room.extendTo(grown) instanceof InFlightBytes.Full full) {
                    return new Busy(full);
                }
                bytes = Arrays.copyOf(bytes, grown);
                bytes[size] = (byte) next;
                size++;
            }
            read = body.read(bytes, size, bytes.length - size);
        }
        return new Whole(Arrays.copyOf(bytes, size), room);
    }

    /// Reads an image of a size that is known for certain, such as an archive's entry. Waits for
    /// room, and so lets the sender wait.
    ///
    /// @param patience how long to wait for room
    /// @throws IOException if the connection breaks, or the stream ends too early
    public Outcome readExactly(InputStream body, long size, Duration patience) throws IOException {
        if (size > imageBytesMax) {
            return new TooLarge(size, imageBytesMax);
        }
        return switch (budget.reserve(size, patience)) {
            case InFlightBytes.Full full -> new Busy(full);
            case InFlightBytes.Reservation room ->
                    holding(room, () -> readWhole(body, room, (int) size));
        };
    }

    private static Outcome readWhole(InputStream body, InFlightBytes.Reservation room, int size)
            throws IOException {
        byte[] bytes = body.readNBytes(size);
        if (bytes.length < size) {
            throw new EOFException("ends after %d of %d bytes".formatted(bytes.length, size));
        }
        return new Whole(bytes, room);
    }

    /// Keeps the room only if there is an image to hold.
    private static Outcome holding(InFlightBytes.Reservation room, Reading reading)
            throws IOException {
        boolean whole = false;
        try {
            Outcome outcome = reading.run();
            whole = outcome instanceof Whole;
            return outcome;
        } finally {
            if (!whole) {
                room.close();
            }
        }
    }

    @FunctionalInterface
    private interface Reading {
        Outcome run() throws IOException;
    }
}
