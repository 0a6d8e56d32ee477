package lotic.standalone.doctor;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/// Whether the ports are free.
final class Ports {

    private Ports() {}

    /// Tries to take a port of this machine, for a moment.
    ///
    /// @param key the setting that names another
    static Finding look(String key, int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return Finding.good(key, port + " is free");
        } catch (IOException _) {
            return Finding.note(
                    key,
                    port + " is taken",
                    "fine if it is Lotic; else choose another with --set %s=PORT".formatted(key));
        }
    }
}
