package lotic.trainer.heldout;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;

/// Which records are held out: a function of their digest alone, the same for every run, so that
/// duplicates fall on one side and raising the share only adds.
///
/// A record is held out if the first 8 bytes of SHA-256("lotic-held-out" ‖ digest), as an unsigned
/// number, are below share · 2⁶⁴. The next 8 bytes put it into the bank or among the queries.
///
/// @param share of all records, 0 to 0.5
/// @param bank how many records are kept to compare with
/// @param queries how many records are kept to be classified
public record HeldOutRule(double share, int bank, int queries) {

    private static final byte[] SALT = "lotic-held-out".getBytes(StandardCharsets.US_ASCII);

    /// Where a held-out record belongs.
    public enum Side {
        BANK,
        QUERIES
    }

    public HeldOutRule {
        if (!(share >= 0 && share <= 0.5)) {
            throw new IllegalArgumentException(
                    "trainer.held-out-share is " + share + "; give 0 to 0.5");
        }
        if (bank < 0 || queries < 0) {
            throw new IllegalArgumentException(
                    "trainer.held-out-bank is "
                            + bank
                            + " and trainer.held-out-queries is "
                            + queries
                            + "; give 0 or more of each (published: 2000 and 1000)");
        }
    }

    /// Where a record belongs; empty if it is to be learnt.
    ///
    /// @param digest SHA-256 of the image's bytes
    public Optional<Side> side(byte[] digest) {
        ByteBuffer draw = ByteBuffer.wrap(sha256(digest));
        if (!below(draw.getLong(), share)) {
            return Optional.empty();
        }
        double queryShare = queries == 0 ? 0 : queries / ((double) bank + queries);
        return Optional.of(below(draw.getLong(), queryShare) ? Side.QUERIES : Side.BANK);
    }

    /// True if draw, read as unsigned, is below share · 2⁶⁴.
    private static boolean below(long draw, double share) {
        // 2⁶⁴ is no long: compare the upper 53 bits, all that a double holds, exactly.
        return (draw >>> 11) < share * 0x1p53;
    }

    private static byte[] sha256(byte[] digest) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(SALT);
            return sha256.digest(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
