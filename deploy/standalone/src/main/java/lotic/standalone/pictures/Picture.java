package lotic.standalone.pictures;

/// A drawn picture.
///
/// @param jpeg the file; whoever asked for the picture owns it
/// @param label of what it shows, such as `bricks`
/// @param caption a sentence about it, such as `blue bricks on white`
@SuppressWarnings("ArrayRecordComponent") // a file's bytes, made once and handed on
public record Picture(byte[] jpeg, String label, String caption) {}
