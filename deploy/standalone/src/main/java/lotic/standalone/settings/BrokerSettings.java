package lotic.standalone.settings;

/// The embedded broker.
///
/// @param port to listen on, on this machine only; 0 takes any free one
public record BrokerSettings(int port) {

    static final BrokerSettings DEFAULTS = new BrokerSettings(7070);

    public BrokerSettings {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException(
                    "broker.port is " + port + "; give 1 to 65535, or 0 for any free port");
        }
    }
}
