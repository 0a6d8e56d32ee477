package lotic.ingest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/// Speaks to a gate as anybody may, with the JDK's client.
final class GateClient implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client = HttpClient.newHttpClient();
    private final URI gate;

    GateClient(URI gate) {
        this.gate = gate;
    }

    /// An answer with its body as JSON.
    record Answer(HttpResponse<String> response) {

        int status() {
            return response.statusCode();
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        JsonNode body() {
            return json(response.body());
        }

        String code() {
            return body().path("code").asText();
        }

        String detail() {
            return body().path("detail").asText();
        }
    }

    Answer get(String path) {
        return send(HttpRequest.newBuilder(gate.resolve(path)).GET().build());
    }

    Answer post(byte[] image) {
        return post(image, Map.of());
    }

    Answer post(byte[] image, Map<String, String> headers) {
        return post("/v1/images", HttpRequest.BodyPublishers.ofByteArray(image), headers);
    }

    Answer post(String path, HttpRequest.BodyPublisher body, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(gate.resolve(path)).POST(body);
        headers.forEach(request::header);
        return send(request.build());
    }

    CompletableFuture<Answer> postLater(byte[] image) {
        HttpRequest request =
                HttpRequest.newBuilder(gate.resolve("/v1/images"))
                        .POST(HttpRequest.BodyPublishers.ofByteArray(image))
                        .build();
        return client.sendAsync(request, BodyHandlers.ofString()).thenApply(Answer::new);
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError("no JSON: " + text, e);
        }
    }

    private Answer send(HttpRequest request) {
        try {
            return new Answer(client.send(request, BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
