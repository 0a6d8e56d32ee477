package lotic.trainer.stream;

import lotic.trainer.heldout.HeldOutRule;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;

/// What decode workers make of records, for tests of those who are given it.
public final class DecodedRecords {

    private DecodedRecords() {}

    public static Decoded learnable(int partition, long offset, byte[] image, ByteBuffer views) {
        return Decoded.learnable(record(partition, offset), image, views);
    }

    public static Decoded heldOut(int partition, long offset, byte[] image, String label) {
        return Decoded.heldOut(
                record(partition, offset), image, Optional.of(label), HeldOutRule.Side.BANK);
    }

    public static Decoded undecodable(int partition, long offset, String finding) {
        return Decoded.undecodable(record(partition, offset), finding);
    }

    private static SourceRecord record(int partition, long offset) {
        byte[] digest = new byte[32];
        digest[0] = (byte) offset;
        return new SourceRecord(partition, offset, digest, new byte[0], Instant.EPOCH);
    }
}
