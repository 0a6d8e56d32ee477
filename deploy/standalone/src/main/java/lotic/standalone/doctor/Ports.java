package lotic.standalone.doctor;

import lotic.standalone.port.LocalPort;

/// Whether the ports are free.
final class Ports {

    private Ports() {}

    /// Tries a port for a moment.
    ///
    /// @param key the setting that names another
    static Finding look(String key, int port) {
        return LocalPort.isFree(port)
                ? Finding.good(key, port + " is free")
                : Finding.note(
                        key,
                        port + " is taken",
                        "fine if it is Lotic; else choose another with --set %s=PORT"
                                .formatted(key));
    }
}
