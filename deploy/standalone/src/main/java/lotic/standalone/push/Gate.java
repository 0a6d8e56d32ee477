package lotic.standalone.push;

import com.fasterxml.jackson.databind.JsonNode;

import lotic.standalone.http.Service;
import lotic.standalone.http.ServiceException;
import lotic.standalone.http.ServiceException.Reason;
import lotic.standalone.source.Sample;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/// The ingest service's HTTP gate. Safe for use by many threads.
public final class Gate implements AutoCloseable {

    private static final String PRODUCER = "lotic-cli";
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    /// A proxy may ask for hours; asking again after a minute costs it little.
    private static final long RETRY_MAX = 60;

    private final Service service;

    /// @param uri such as `http://localhost:7071`
    public Gate(URI uri) {
        this.service = new Service("ingest service", uri, "--ingest");
    }

    /// Hands a picture over, once.
    ///
    /// @param id of the submission: the same id is never counted twice
    /// @throws ServiceException if nobody answers
    public Answer submit(Sample sample, String id) throws InterruptedException {
        HttpRequest.Builder request =
                service.request("/v1/images")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(sample.bytes()))
                        .header("Content-Type", "application/octet-stream")
                        .header("Idempotency-Key", id)
                        .header("Lotic-Producer", PRODUCER)
                        .header("Lotic-Source-Uri", encoded(sample.name()));
        sample.label().ifPresent(it -> request.header("Lotic-Label", encoded(it)));
        sample.caption().ifPresent(it -> request.header("Lotic-Caption", encoded(it)));
        sample.metadata().ifPresent(it -> request.header("Lotic-Metadata", encoded(it)));
        HttpResponse<String> response = service.send(request);
        return switch (response.statusCode()) {
            case 202 -> new Answer.Accepted();
            case 429, 503 -> new Answer.Busy(retryAfter(response), service.problem(response));
            default -> refused(response);
        };
    }

    /// What admission knows of bytes.
    ///
    /// @param sha256 64 hexadecimal digits
    /// @return empty if it has never seen them, or forgot
    public Optional<JsonNode> whereabouts(String sha256) throws InterruptedException {
        try {
            return Optional.of(service.get("/v1/images/" + sha256));
        } catch (ServiceException e) {
            if (e.reason() == Reason.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /// Admission's counts.
    public JsonNode intake() throws InterruptedException {
        return service.get("/v1/intake");
    }

    @Override
    public void close() {
        service.close();
    }

    private Answer refused(HttpResponse<String> response) {
        String detail = service.problem(response);
        String code = "http-" + response.statusCode();
        if (response.headers().firstValue("Content-Type").orElse("").contains("json")) {
            code = service.parse(response.body()).path("code").asText(code);
        }
        return new Answer.Refused(code, detail);
    }

    private static Duration retryAfter(HttpResponse<String> response) {
        return response.headers()
                .firstValue("Retry-After")
                .filter(text -> text.matches("\\d{1,5}"))
                .map(text -> Duration.ofSeconds(Math.clamp(Long.parseLong(text), 1, RETRY_MAX)))
                .orElse(RETRY_AFTER);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
