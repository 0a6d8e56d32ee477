package lotic.standalone.port;

/// Somebody else listens on a port. The message names the setting that chooses another.
public final class PortTakenException extends RuntimeException {

    private static final long serialVersionUID = 1;

    PortTakenException(String key, int port) {
        super(
                "port %d is taken (%s); stop who has it, or choose another with --set %s=PORT"
                        .formatted(port, key, key));
    }
}
