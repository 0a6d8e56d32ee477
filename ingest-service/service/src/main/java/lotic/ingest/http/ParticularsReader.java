package lotic.ingest.http;

import io.micronaut.http.HttpRequest;

import lotic.ingest.intake.Particulars;

import java.util.Optional;

/// Takes an image's particulars from a request: from headers, percent-encoded, or from the query.
final class ParticularsReader {

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
                text(request, "Lotic-Producer", "producer"));
    }

    private static Optional<String> text(HttpRequest<?> request, String header, String parameter) {
        Optional<String> encoded = Optional.ofNullable(request.getHeaders().get(header));
        try {
            return encoded.map(PercentEncoding::decode)
                    .or(() -> Optional.ofNullable(request.getParameters().get(parameter)));
        } catch (IllegalArgumentException e) {
            throw new BadFieldException("header " + header + " " + e.getMessage(), e);
        }
    }
}
