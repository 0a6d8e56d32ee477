package lotic.standalone.folder;

/// What is to be cleared holds files of somebody else. The message names one and says what to do.
public final class ForeignFilesException extends RuntimeException {

    private static final long serialVersionUID = 1;

    ForeignFilesException(String message) {
        super(message);
    }
}
