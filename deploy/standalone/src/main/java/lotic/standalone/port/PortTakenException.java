package lotic.standalone.port;

import java.util.Optional;

/// Somebody else listens on a port. The message names who, where it is known, and the setting that
/// chooses another.
public final class PortTakenException extends RuntimeException {

    private static final long serialVersionUID = 1;

    PortTakenException(String key, int port, Optional<PortHolder> holder) {
        super(
                "Port %d (%s) is taken by %s. Stop it, or choose another port with --set %s=PORT."
                        .formatted(
                                port,
                                key,
                                holder.map(PortHolder::words).orElse("another program"),
                                key));
    }
}
