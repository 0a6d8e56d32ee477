package lotic.registry.format;

/// What a version is: equal ids, equal files.
///
/// @param sha256 of the canonical manifest
public record ContentId(Sha256 sha256) {

    private static final int COMMIT_DIGITS = 40;

    /// 64 hexadecimal digits.
    public String hex() {
        return sha256.hex();
    }

    /// The first 40 digits: what the Hub protocol calls a commit.
    public String commit() {
        return hex().substring(0, COMMIT_DIGITS);
    }

    @Override
    public String toString() {
        return hex();
    }
}
