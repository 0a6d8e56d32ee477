package lotic.schemas;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/// An image's identity in its forms: SHA-256 of the bytes, key of the record, 64 hexadecimal
/// digits.
public final class Digests {

    private static final int HEX_DIGITS = 64;

    private Digests() {}

    /// The identity of these bytes.
    public static ImageDigest of(byte[] bytes) {
        return new ImageDigest(sha256().digest(bytes));
    }

    /// The digest as people and URLs write it: 64 lower-case hexadecimal digits.
    public static String hex(ImageDigest digest) {
        return HexFormat.of().formatHex(digest.bytes());
    }

    /// Reads [#hex]; upper case is taken too.
    ///
    /// @throws IllegalArgumentException if the text is not 64 hexadecimal digits
    public static ImageDigest parse(String hex) {
        if (hex.length() != HEX_DIGITS) {
            throw new IllegalArgumentException(
                    "a SHA-256 has " + HEX_DIGITS + " hexadecimal digits, not " + hex.length());
        }
        return new ImageDigest(HexFormat.of().parseHex(hex.toLowerCase(Locale.ROOT)));
    }

    /// A fresh SHA-256, for bytes that come in pieces.
    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
