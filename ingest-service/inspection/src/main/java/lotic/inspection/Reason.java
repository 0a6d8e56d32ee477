package lotic.inspection;

/// Why a file is not taken.
public enum Reason {
    /// It starts like no image format that is known here.
    NOT_AN_IMAGE,
    /// It is an image, in a format or a variant of one that is not taken.
    UNSUPPORTED_FORMAT,
    /// It declares more pixels, a longer side or more frames than allowed.
    TOO_MANY_PIXELS,
    /// A side is shorter than required.
    TOO_SMALL,
    /// It ends before its format says so.
    TRUNCATED,
    /// Its structure contradicts its format.
    CORRUPT
}
