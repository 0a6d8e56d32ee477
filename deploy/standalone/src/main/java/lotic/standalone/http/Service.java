package lotic.standalone.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import lotic.standalone.http.ServiceException.Reason;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;

/// One of Lotic's services. Safe for use by many threads.
public final class Service implements AutoCloseable {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String name;
    private final URI uri;
    private final String flag;
    private final HttpClient client;

    /// @param name as people call it, such as `ingest service`
    /// @param uri where it is
    /// @param flag that names another
    public Service(String name, URI uri, String flag) {
        this.name = name;
        this.uri = uri;
        this.flag = flag;
        this.client =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(CONNECT_TIMEOUT)
                        .build();
    }

    /// What `GET` answers.
    ///
    /// @param path absolute, with query
    /// @throws ServiceException if nobody answers or the answer is no success
    public JsonNode get(String path) throws InterruptedException {
        HttpResponse<String> response = send(request(path).GET());
        return switch (response.statusCode()) {
            case 200 -> parse(response.body());
            case 404 -> throw new ServiceException(Reason.NOT_FOUND, problem(response));
            case 429, 503 -> throw new ServiceException(Reason.NOT_NOW, problem(response));
            default -> throw new ServiceException(Reason.REFUSED, problem(response));
        };
    }

    /// A request to a path of this service, to be completed and sent.
    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(uri.resolve(path)).timeout(ANSWER_TIMEOUT);
    }

    /// Sends a request and takes any answer.
    ///
    /// @throws ServiceException if nobody answers
    public HttpResponse<String> send(HttpRequest.Builder request) throws InterruptedException {
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new ServiceException(
                    Reason.UNREACHABLE,
                    "cannot reach the %s at %s (%s). Start it with ./lotic up, or name another with %s URL."
                            .formatted(name, uri, cause(e), flag));
        }
    }

    /// Reads an answer's text.
    ///
    /// @throws ServiceException if the text is no JSON: something else answers there
    public JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException _) {
            throw new ServiceException(
                    Reason.REFUSED,
                    "what answers at %s is no %s; name another with %s URL."
                            .formatted(uri, name, flag));
        }
    }

    /// What a problem document says, or the status where there is none.
    public String problem(HttpResponse<String> response) {
        try {
            JsonNode detail = JSON.readTree(response.body()).path("detail");
            if (detail.isTextual()) {
                return detail.textValue();
            }
        } catch (JsonProcessingException _) {
            // The status has to do.
        }
        return "the %s at %s answers %d".formatted(name, uri, response.statusCode());
    }

    @Override
    public void close() {
        client.close();
    }

    private static String cause(IOException e) {
        return switch (e) {
            case HttpTimeoutException _ -> "no answer in time";
            case ConnectException _ -> "connection refused";
            default -> e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        };
    }
}
