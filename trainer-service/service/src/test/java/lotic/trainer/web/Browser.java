package lotic.trainer.web;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/// A Chromium without a window, driven by its DevTools protocol. One page.
final class Browser implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome", "chrome");

    /// What the page complained about: exceptions, refused resources, errors on its console.
    final List<String> complaints = new CopyOnWriteArrayList<>();

    private final Process process;
    private final WebSocket socket;
    private final AtomicInteger ids = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();

    private Browser(Path program, Path folder) throws IOException {
        process =
                new ProcessBuilder(
                                program.toString(),
                                "--headless=new",
                                "--no-sandbox",
                                "--disable-gpu",
                                "--no-first-run",
                                "--remote-debugging-port=0",
                                "--user-data-dir=" + folder,
                                "about:blank")
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        HttpClient client = HttpClient.newHttpClient();
        socket =
                client.newWebSocketBuilder()
                        .buildAsync(page(client, folder.resolve("DevToolsActivePort")), listener())
                        .join();
        for (String domain : List.of("Runtime", "Log", "Page", "Network")) {
            call(domain + ".enable", Map.of());
        }
    }

    /// Where a browser is installed, if one is.
    static Optional<Path> installed() {
        String named = Optional.ofNullable(System.getenv("LOTIC_BROWSER")).orElse("");
        Stream<Path> onPath =
                Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                        .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)));
        return Stream.concat(named.isEmpty() ? Stream.of() : Stream.of(Path.of(named)), onPath)
                .filter(Files::isExecutable)
                .findFirst();
    }

    /// Starts one.
    static Browser start(Path program, Path folder) throws IOException {
        return new Browser(program, folder);
    }

    private static URI page(HttpClient client, Path portFile) {
        return URI.create(
                await().atMost(PATIENCE)
                        .ignoreExceptions()
                        .until(
                                () -> {
                                    String port = Files.readAllLines(portFile).getFirst();
                                    URI list = URI.create("http://127.0.0.1:" + port + "/json");
                                    String pages =
                                            client.send(
                                                            HttpRequest.newBuilder(list).build(),
                                                            BodyHandlers.ofString())
                                                    .body();
                                    for (JsonNode page : JSON.readTree(pages)) {
                                        if (page.get("type").textValue().equals("page")) {
                                            return page.get("webSocketDebuggerUrl").textValue();
                                        }
                                    }
                                    return "";
                                },
                                address -> !address.isEmpty()));
    }

    private WebSocket.Listener listener() {
        StringBuilder message = new StringBuilder();
        return new WebSocket.Listener() {
            @Override
            public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
                message.append(part);
                if (last) {
                    received(message.toString());
                    message.setLength(0);
                }
                from.request(1);
                return CompletableFuture.completedFuture(null);
            }
        };
    }

    private void received(String text) {
        JsonNode message;
        try {
            message = JSON.readTree(text);
        } catch (IOException strange) {
            throw new UncheckedIOException(strange);
        }
        if (message.has("id")) {
            answers.remove(message.get("id").intValue()).complete(message);
            return;
        }
        JsonNode told = message.path("params");
        switch (message.path("method").asText()) {
            case "Runtime.exceptionThrown" -> complaints.add(told.toString());
            case "Log.entryAdded" -> {
                if (told.path("entry").path("level").asText().equals("error")) {
                    complaints.add(
                            told.path("entry").path("text").asText()
                                    + " "
                                    + told.path("entry").path("url").asText());
                }
            }
            case "Runtime.consoleAPICalled" -> {
                if (told.path("type").asText().equals("error")) {
                    complaints.add(told.path("args").toString());
                }
            }
            default -> {} // not of interest
        }
    }

    private JsonNode call(String method, Map<String, ?> parameters) {
        int id = ids.incrementAndGet();
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        answers.put(id, answer);
        ObjectNode message = JSON.createObjectNode();
        message.put("id", id);
        message.put("method", method);
        message.set("params", JSON.valueToTree(parameters));
        socket.sendText(message.toString(), true).join();
        return answer.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join().path("result");
    }

    void open(URI address) {
        call("Page.navigate", Map.of("url", address.toString()));
    }

    /// A window of another size and colour scheme.
    void look(int width, int height, String scheme) {
        call(
                "Emulation.setDeviceMetricsOverride",
                Map.of(
                        "width",
                        width,
                        "height",
                        height,
                        "deviceScaleFactor",
                        1,
                        "mobile",
                        width < 600));
        call(
                "Emulation.setEmulatedMedia",
                Map.of(
                        "features",
                        List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    }

    /// What an expression of JavaScript comes to; promises are waited for.
    JsonNode evaluate(String expression) {
        JsonNode result =
                call(
                        "Runtime.evaluate",
                        Map.of(
                                "expression",
                                expression,
                                "awaitPromise",
                                true,
                                "returnByValue",
                                true));
        if (result.has("exceptionDetails")) {
            throw new IllegalStateException(result.get("exceptionDetails").toString());
        }
        return result.path("result").path("value");
    }

    /// Waits until an expression is true.
    void until(String expression) {
        await(expression)
                .atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> evaluate(expression).asBoolean());
    }

    /// Presses a key, as a person would who has no mouse.
    ///
    /// @param text what the key types, if anything
    void press(String key, int code, String text) {
        for (String type : List.of("keyDown", "keyUp")) {
            call(
                    "Input.dispatchKeyEvent",
                    Map.of(
                            "type", type,
                            "key", key,
                            "code", key,
                            "text", type.equals("keyDown") ? text : "",
                            "windowsVirtualKeyCode", code));
        }
    }

    /// What the window shows, as a PNG.
    byte[] picture() {
        JsonNode shot = call("Page.captureScreenshot", Map.of("format", "png"));
        return Base64.getDecoder().decode(shot.get("data").textValue());
    }

    @Override
    public void close() {
        socket.abort();
        List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
        all.add(process.toHandle());
        all.forEach(ProcessHandle::destroyForcibly);
        process.onExit().join();
    }
}
