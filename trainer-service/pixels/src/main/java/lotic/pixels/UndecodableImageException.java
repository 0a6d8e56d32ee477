package lotic.pixels;

/// The decoder made no picture of an image's bytes. The image is at fault, not the program.
public final class UndecodableImageException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public UndecodableImageException(String message) {
        super(message);
    }

    public UndecodableImageException(String message, Throwable cause) {
        super(message, cause);
    }
}
