package lotic.ingest.http;

import io.micronaut.http.HttpRequest;

import lotic.ingest.intake.Particulars;
import lotic.schemas.ImageDigest;

import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Takes an image's particulars from a request: from headers, percent-encoded, or from the query.
final class ParticularsReader {

    /// 32 bytes are 43 digits and a sign that fills up.
    private static final Pattern SHA256 = Pattern.compile("sha-256=:([A-Za-z0-9+/]{43}=):");

    private ParticularsReader() {}

    /// Reads what the request says about its image.
    ///
    /// @throws BadFieldException if a header is malformed
    static Particulars of(HttpRequest<?> request) {
        return new Particulars(
                text(request, "Idempotency-Key", "id"),
                Optional.ofNullable(request.getHeaders().get("Content-Type")),
                text(request, "Lotic-Source-Uri", "source"),
                text(request, "Lotic-Caption", "caption"),
                text(request, "Lotic-Label", "label"),
                text(request, "Lotic-Metadata", "metadata"),
                text(request, "Lotic-Producer", "producer"),
                digest(request));
    }

    private static Optional<String> text(HttpRequest<?> request, String header, String parameter) {
        Optional<String> encoded = Optional.ofNullable(request.getHeaders().get(header));
        try {
            return encoded.map(PercentEncoding::decode)
                    .or(() -> Optional.ofNullable(request.getParameters().get(parameter)));
        } catch (IllegalArgumentException e) {
            throw new BadFieldException(
                    "header %s is not percent-encoded UTF-8: %s".formatted(header, e.getMessage()),
                    e);
        }
    }

    /// The SHA-256 among the request's digests (RFC 9530): `Content-Digest: sha-256=:BASE64:`.
    private static Optional<ImageDigest> digest(HttpRequest<?> request) {
        String header = request.getHeaders().get("Content-Digest");
        Matcher sha256 = SHA256.matcher(header == null ? "" : header);
        if (!sha256.find()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new ImageDigest(Base64.getDecoder().decode(sha256.group(1))));
        } catch (IllegalArgumentException e) {
            throw new BadFieldException("header Content-Digest holds no SHA-256 in Base64", e);
        }
    }
}
