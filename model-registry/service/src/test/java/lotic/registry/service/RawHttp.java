package lotic.registry.service;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// HTTP as it stands on the wire: what a well-behaved client would not send, and the headers that
/// one would hide.
final class RawHttp {

    private static final int TIMEOUT_MS = 10_000;

    private final URI server;

    RawHttp(URI server) {
        this.server = server;
    }

    /// An answer up to the end of the connection.
    ///
    /// @param head status line and headers
    /// @param body as sent, without any decoding
    record Answer(List<String> head, String body) {

        int status() {
            return Integer.parseInt(head.getFirst().split(" ", 3)[1]);
        }

        Optional<String> header(String name) {
            String prefix = name.toLowerCase(Locale.ROOT) + ":";
            return head.stream()
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(prefix))
                    .map(line -> line.substring(prefix.length()).strip())
                    .findFirst();
        }
    }

    /// Sends a request and closes.
    ///
    /// @param headers whole lines; Host and Connection are added unless a Host is among them
    Answer send(String method, String path, String... headers) throws IOException {
        List<String> lines = new ArrayList<>(List.of(method + " " + path + " HTTP/1.1"));
        lines.addAll(List.of(headers));
        if (lines.stream().noneMatch(line -> line.startsWith("Host:"))) {
            lines.add("Host: localhost:" + server.getPort());
        }
        lines.add("Connection: close");
        return exchange(String.join("\r\n", lines) + "\r\n\r\n");
    }

    Answer exchange(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.getPort())) {
            socket.setSoTimeout(TIMEOUT_MS);
            socket.getOutputStream().write(request.getBytes(ISO_8859_1));
            socket.getOutputStream().flush();
            InputStream in = socket.getInputStream();
            String answer = new String(in.readAllBytes(), ISO_8859_1);
            int end = answer.indexOf("\r\n\r\n");
            return new Answer(
                    List.of(answer.substring(0, end).split("\r\n")), answer.substring(end + 4));
        }
    }
}
