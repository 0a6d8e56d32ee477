package lotic.ingest.admission;

import lotic.schemas.RejectionReason;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Optional;

/// What the duplicate window remembers of an image: its newest submission, and when it was last let
/// through.
///
/// @param partition of the newest submission
/// @param offset of the newest submission
/// @param outcome of the newest submission
/// @param admittedAt when the image was last admitted, by the broker's clock; empty if it never was
public record Sighting(
        int partition, long offset, Outcome.Settled outcome, Optional<Instant> admittedAt) {

    private static final int LAYOUT = 1;
    private static final int DETAIL_CHARACTERS_MAX = 400;
    private static final long NEVER = -1;

    private static final int ADMITTED = 0;
    private static final int DUPLICATE = 1;
    private static final int REJECTED = 2;

    byte[] toBytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(64);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(LAYOUT);
            out.writeInt(partition);
            out.writeLong(offset);
            out.writeLong(admittedAt.map(Instant::toEpochMilli).orElse(NEVER));
            switch (outcome) {
                case Outcome.Admitted(boolean repeat, boolean animated) -> {
                    out.writeByte(ADMITTED);
                    out.writeBoolean(repeat);
                    out.writeBoolean(animated);
                }
                case Outcome.Duplicate() -> out.writeByte(DUPLICATE);
                case Outcome.Rejected(RejectionReason reason, String detail) -> {
                    out.writeByte(REJECTED);
                    out.writeUTF(reason.name());
                    out.writeUTF(
                            detail.substring(0, Math.min(detail.length(), DETAIL_CHARACTERS_MAX)));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return bytes.toByteArray();
    }

    static Sighting fromBytes(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            int layout = in.readByte();
            if (layout != LAYOUT) {
                throw new IllegalStateException(
                        "the duplicate window has layout %d, this release knows %d"
                                .formatted(layout, LAYOUT));
            }
            int partition = in.readInt();
            long offset = in.readLong();
            long admittedAt = in.readLong();
            int kind = in.readByte();
            Outcome.Settled outcome =
                    switch (kind) {
                        case ADMITTED -> new Outcome.Admitted(in.readBoolean(), in.readBoolean());
                        case DUPLICATE -> new Outcome.Duplicate();
                        case REJECTED ->
                                new Outcome.Rejected(
                                        RejectionReason.valueOf(in.readUTF()), in.readUTF());
                        default -> throw new IllegalStateException("outcome " + kind);
                    };
            return new Sighting(
                    partition,
                    offset,
                    outcome,
                    admittedAt == NEVER
                            ? Optional.empty()
                            : Optional.of(Instant.ofEpochMilli(admittedAt)));
        } catch (IOException e) {
            throw new UncheckedIOException("a sighting of " + bytes.length + " bytes is cut", e);
        }
    }
}
