package lotic.standalone.broker;

/// The embedded broker could not be started. The message says why and what to do.
public final class BrokerException extends RuntimeException {

    private static final long serialVersionUID = 1;

    BrokerException(String message, Throwable cause) {
        super(message, cause);
    }
}
