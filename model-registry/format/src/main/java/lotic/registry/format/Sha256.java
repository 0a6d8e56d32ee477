package lotic.registry.format;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Pattern;

/// A SHA-256 digest (FIPS 180-4).
///
/// @param hex 64 lower-case hexadecimal digits
public record Sha256(String hex) implements Comparable<Sha256> {

    private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");
    private static final int READ_BYTES = 128 << 10;

    /// Checks the digits.
    ///
    /// @throws FormatException if there are others or another number of them
    public Sha256 {
        if (!HEX.matcher(hex).matches()) {
            throw new FormatException(
                    FormatException.Reason.DIGEST,
                    "\"%s\" is no SHA-256: give 64 lower-case hexadecimal digits"
                            .formatted(Names.shown(hex)));
        }
    }

    /// A digest as [MessageDigest] gives it.
    ///
    /// @param digest 32 bytes
    public static Sha256 fromBytes(byte[] digest) {
        return new Sha256(HexFormat.of().formatHex(digest));
    }

    public static Sha256 of(byte[] content) {
        return fromBytes(algorithm().digest(content));
    }

    /// Reads the whole file.
    public static Sha256 of(Path file) throws IOException {
        MessageDigest digest = algorithm();
        byte[] buffer = new byte[READ_BYTES];
        try (InputStream in = Files.newInputStream(file)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.update(ByteBuffer.wrap(buffer, 0, n));
            }
        }
        return fromBytes(digest.digest());
    }

    /// A fresh digest in the making, for content that streams by.
    public static MessageDigest algorithm() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    /// In base 64, as `Repr-Digest` wants it (RFC 9530).
    public String base64() {
        return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hex));
    }

    @Override
    public int compareTo(Sha256 other) {
        return hex.compareTo(other.hex);
    }

    @Override
    public String toString() {
        return hex;
    }
}
