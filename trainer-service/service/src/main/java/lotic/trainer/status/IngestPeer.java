package lotic.trainer.status;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/// Asks the ingest service how admission stands. Safe for use by many threads.
public final class IngestPeer implements AutoCloseable {

    /// A status that takes longer is of no use.
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI ingest;
    private final HttpClient client =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(PATIENCE)
                    .build();

    /// @param ingest such as `http://127.0.0.1:7071`
    public IngestPeer(URI ingest) {
        this.ingest = ingest;
    }

    /// Admission's counts, within seconds.
    public Part<Intake> intake() {
        HttpRequest request =
                HttpRequest.newBuilder(ingest.resolve("/v1/intake")).timeout(PATIENCE).build();
        try {
            HttpResponse<String> response =
                    client.send(request, HttpResponse.BodyHandlers.ofString());
            return response.statusCode() == 200
                    ? Part.of(parse(response.body()))
                    : away("it answered with status " + response.statusCode());
        } catch (IOException | IllegalArgumentException failure) {
            return away(failure.toString());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return away("the question was interrupted");
        }
    }

    private <T> Part<T> away(String because) {
        return Part.away("the ingest service at %s does not tell: %s".formatted(ingest, because));
    }

    private static Intake parse(String body) throws IOException {
        JsonNode json = JSON.readTree(body);
        return new Intake(
                json.required("submitted").longValue(),
                json.required("admitted").longValue(),
                json.required("repeats").longValue(),
                json.required("duplicates").longValue(),
                json.required("rejected").longValue(),
                json.required("in_flight").longValue(),
                json.required("balance").longValue(),
                byReason(json.path("rejected_by_reason")),
                byReason(json.path("refused_by_reason")),
                json.required("admission").textValue());
    }

    private static Map<String, Long> byReason(JsonNode counts) {
        Map<String, Long> byReason = new TreeMap<>();
        counts.properties()
                .forEach(reason -> byReason.put(reason.getKey(), reason.getValue().longValue()));
        return byReason;
    }

    @Override
    public void close() {
        client.close();
    }
}
