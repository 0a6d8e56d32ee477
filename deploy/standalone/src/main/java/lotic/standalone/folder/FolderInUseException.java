package lotic.standalone.folder;

/// Another process uses the data folder. The message names it and says what to do.
public final class FolderInUseException extends RuntimeException {

    private static final long serialVersionUID = 1;

    FolderInUseException(String message) {
        super(message);
    }
}
