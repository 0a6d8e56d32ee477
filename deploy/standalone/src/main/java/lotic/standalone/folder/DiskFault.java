package lotic.standalone.folder;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Objects;

/// What a disk complains of, in words: Java's own message is often no more than the path.
public final class DiskFault {

    private DiskFault() {}

    /// Such as `No space left on device` or `access to /data/broker denied`.
    public static String words(IOException fault) {
        return switch (fault) {
            case AccessDeniedException denied -> "access to " + denied.getFile() + " denied";
            case NoSuchFileException missing -> missing.getFile() + " does not exist";
            case FileAlreadyExistsException taken -> taken.getFile() + " is in the way";
            case FileSystemException named when named.getReason() != null ->
                    named.getFile() + ": " + named.getReason();
            default -> Objects.requireNonNullElse(fault.getMessage(), fault.toString());
        };
    }
}
