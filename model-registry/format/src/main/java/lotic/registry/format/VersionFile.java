package lotic.registry.format;

/// A file of a version.
///
/// @param path inside the version, with forward slashes; see [Names#path]
/// @param sha256 of its bytes
/// @param size in bytes, 1 or more: clients of the Hub ask for the first byte of every file
public record VersionFile(String path, Sha256 sha256, long size) {

    /// The largest whole number that every JSON reader keeps exactly (RFC 8785, 3.1).
    static final long SIZE_MAX = (1L << 53) - 1;

    /// Checks path and size.
    ///
    /// @throws FormatException if one breaks the rules
    public VersionFile {
        Names.path(path);
        if (size < 1 || size > SIZE_MAX) {
            throw new FormatException(
                    FormatException.Reason.MANIFEST,
                    "%s has %d bytes; give 1 to %d".formatted(path, size, SIZE_MAX));
        }
    }
}
