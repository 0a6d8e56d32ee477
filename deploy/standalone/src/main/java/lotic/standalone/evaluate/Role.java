package lotic.standalone.evaluate;

import lotic.registry.format.Sha256;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;

/// What a picture is for.
enum Role {
    /// Its label is shown to whoever learns or votes.
    TRAIN,
    /// Its label is asked for.
    TEST;

    /// The share that tests where one set of pictures is for both.
    static final double TEST_SHARE = 0.2;

    private static final byte[] SALT = "lotic-evaluate".getBytes(StandardCharsets.US_ASCII);

    /// The role of a picture in a set that is for both: a function of its digest alone, so that
    /// copies of a picture never test what they taught. It tests if the first 8 bytes of
    /// SHA-256("lotic-evaluate" ‖ digest), as an unsigned number, are below share · 2⁶⁴.
    static Role of(String sha256) {
        MessageDigest salted = Sha256.algorithm();
        salted.update(SALT);
        salted.update(HexFormat.of().parseHex(sha256));
        long draw = ByteBuffer.wrap(salted.digest()).getLong();
        // 2⁶⁴ is no long: compare the upper 53 bits, all that a double holds, exactly.
        return (draw >>> 11) < TEST_SHARE * 0x1p53 ? TEST : TRAIN;
    }
}
