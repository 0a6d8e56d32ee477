package lotic.registry.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import lotic.registry.client.RegistryException.Reason;
import lotic.registry.client.Retries.Unavailable;

import org.jspecify.annotations.Nullable;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/// Requests to one registry: addresses, time limits, and what each status means.
final class RegistryHttp implements AutoCloseable {

    private static final String PREFIX = "/api/lotic/v1";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final BodyHandler<byte[]> BOUNDED =
            BodyHandlers.limiting(BodyHandlers.ofByteArray(), ClientLimits.ANSWER_BYTES_MAX);
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,6}");

    private final URI registry;
    private final ClientLimits limits;
    private final HttpClient http;

    RegistryHttp(URI registry, ClientLimits limits) {
        this.registry = registry;
        this.limits = limits;
        this.http =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(limits.connect())
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .executor(Executors.newVirtualThreadPerTaskExecutor())
                        .build();
    }

    /// The JSON at an address.
    ///
    /// @param path after the API's prefix, such as `/models`
    /// @param wait added to the time that an answer may take
    JsonNode get(String path, Duration wait) throws Unavailable {
        return await(getAsync(path, wait), wait);
    }

    /// As [#get], for a caller that another thread may stop by cancelling.
    CompletableFuture<HttpResponse<byte[]>> getAsync(String path, Duration wait) {
        return http.sendAsync(
                request(path).timeout(limits.answer().plus(wait)).GET().build(), BOUNDED);
    }

    /// The JSON that [#getAsync] brings.
    ///
    /// @param wait as it was given there
    /// @throws java.util.concurrent.CancellationException if it was cancelled
    JsonNode await(CompletableFuture<HttpResponse<byte[]>> answer, Duration wait)
            throws Unavailable {
        Duration limit = limits.wholeAnswer(wait);
        Optional<HttpResponse<byte[]>> whole = within(limit, answer);
        if (whole.isEmpty()) {
            throw givenUp(answer, "no whole answer within %d s".formatted(limit.toSeconds()));
        }
        return json(whole.get());
    }

    JsonNode post(String path, byte[] json) throws Unavailable {
        HttpRequest request =
                request(path)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofByteArray(json))
                        .build();
        return await(http.sendAsync(request, BOUNDED), Duration.ZERO);
    }

    /// True if there is something at the address.
    boolean exists(String path) throws Unavailable {
        HttpResponse<Void> response = send(request(path).HEAD().build(), BodyHandlers.discarding());
        return switch (response.statusCode()) {
            case 200 -> true;
            case 404 -> false;
            default -> throw problem(response, "");
        };
    }

    /// Uploads a file. However long that takes: a large file on a slow line is not a registry that
    /// is away. One that takes no byte any more is.
    ///
    /// @return true: the registry has it
    boolean put(String path, Path file) throws Unavailable {
        UploadBody body;
        try {
            body = new UploadBody(file);
        } catch (FileNotFoundException e) {
            throw new RegistryException(Reason.LOCAL, "cannot read " + file, e);
        }
        HttpRequest request =
                HttpRequest.newBuilder(address(path))
                        .header("Content-Type", "application/octet-stream")
                        .PUT(body)
                        .build();
        json(uploaded(body, http.sendAsync(request, BOUNDED)));
        return true;
    }

    /// Sends a request whose answer the caller judges.
    ///
    /// @throws Unavailable if there is no answer
    <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> handler) throws Unavailable {
        try {
            return http.send(request, handler);
        } catch (IOException e) {
            throw away(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Retries.interrupted();
        }
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(address(path)).timeout(limits.answer());
    }

    /// What an answer that is no success means.
    ///
    /// @param body of the answer, as far as it was read
    /// @return the refusal, for the caller to throw
    /// @throws Unavailable if trying again can help
    RegistryException problem(HttpResponse<?> response, String body) throws Unavailable {
        int status = response.statusCode();
        String detail =
                detail(body).orElseGet(() -> "%s: status %d".formatted(response.uri(), status));
        if (status == 408 || status == 429 || status >= 500) {
            Optional<Duration> retryAfter =
                    response.headers()
                            .firstValue("Retry-After")
                            .filter(value -> SECONDS.matcher(value).matches())
                            .map(value -> Duration.ofSeconds(Long.parseLong(value)));
            throw new Unavailable("the registry cannot answer now: " + detail, retryAfter);
        }
        return new RegistryException(
                status == 404 ? Reason.NOT_FOUND : Reason.REFUSED, "the registry says: " + detail);
    }

    @Override
    public void close() {
        http.shutdownNow();
        http.close();
    }

    private URI address(String path) {
        String base = registry.toString();
        String root = base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
        return URI.create(root + PREFIX + path);
    }

    private HttpResponse<byte[]> uploaded(
            UploadBody body, CompletableFuture<HttpResponse<byte[]>> answer) throws Unavailable {
        long size = body.contentLength();
        Optional<HttpResponse<byte[]>> whole;
        long sent;
        do {
            sent = body.sent();
            whole = within(sent < size ? limits.stall() : limits.durable(size), answer);
        } while (whole.isEmpty() && body.sent() > sent);
        if (whole.isEmpty()) {
            throw givenUp(answer, "an upload stands still at byte %d of %d".formatted(sent, size));
        }
        return whole.get();
    }

    /// The answer, or empty if it is not whole by then.
    private Optional<HttpResponse<byte[]>> within(
            Duration limit, CompletableFuture<HttpResponse<byte[]>> answer) throws Unavailable {
        try {
            return Optional.of(answer.get(limit.toNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException _) {
            return Optional.empty();
        } catch (ExecutionException e) {
            throw away(e.getCause());
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw Retries.interrupted();
        }
    }

    private Unavailable givenUp(CompletableFuture<?> answer, String why) {
        answer.cancel(true);
        return new Unavailable(
                "cannot wait for the registry at %s (%s)".formatted(registry, why),
                Optional.empty());
    }

    private JsonNode json(HttpResponse<byte[]> response) throws Unavailable {
        int status = response.statusCode();
        if (status != 200 && status != 201) {
            throw problem(response, new String(response.body(), StandardCharsets.UTF_8));
        }
        try {
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw away(e);
        }
    }

    private static Optional<String> detail(String problem) {
        try {
            JsonNode detail = JSON.readTree(problem).path("detail");
            return detail.isTextual() ? Optional.of(detail.textValue()) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private Unavailable away(@Nullable Throwable cause) {
        String why =
                switch (cause) {
                    // The JDK's own has no message.
                    case ConnectException _ -> "connection refused";
                    case null -> "no answer";
                    default -> Objects.requireNonNullElse(cause.getMessage(), cause.toString());
                };
        return new Unavailable(
                "cannot reach the registry at %s (%s)".formatted(registry, why), Optional.empty());
    }
}
