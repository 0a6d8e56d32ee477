package lotic.standalone.evaluate;

/// A version cannot be judged by these pictures, or its files are not what they should be. The
/// message says what is wrong with which, and what to do.
public final class EvaluationException extends RuntimeException {

    private static final long serialVersionUID = 1;

    EvaluationException(String message) {
        super(message);
    }

    EvaluationException(String message, Throwable cause) {
        super(message, cause);
    }
}
