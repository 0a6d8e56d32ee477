package lotic.standalone.weights;

/// What was given does not hold the weights of a trunk. The message says which file, what is wrong
/// with it, and what to give.
public final class WeightsException extends RuntimeException {

    private static final long serialVersionUID = 1;

    WeightsException(String message, Throwable cause) {
        super(message, cause);
    }
}
