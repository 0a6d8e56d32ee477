package lotic.standalone.port;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/// Tries ports by opening and closing them. Somebody may be quicker afterwards; then whoever wanted
/// the port fails with its own words.
public final class LocalPort {

    private static final InetAddress HOST = InetAddress.ofLiteral("127.0.0.1");

    private LocalPort() {}

    /// One that is free now.
    public static int free() {
        try (var socket = new ServerSocket(0, 1, HOST)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("this machine has no free port", e);
        }
    }

    /// True if nobody listens on it.
    public static boolean isFree(int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(HOST, port));
            return true;
        } catch (BindException _) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot try port " + port, e);
        }
    }

    /// Checks that nobody listens on a port.
    ///
    /// @param key the setting that chose it
    /// @throws PortTakenException if somebody does
    public static void requireFree(String key, int port) {
        if (!isFree(port)) {
            throw new PortTakenException(key, port, PortHolder.of(port));
        }
    }
}
