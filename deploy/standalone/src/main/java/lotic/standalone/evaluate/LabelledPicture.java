package lotic.standalone.evaluate;

/// A picture whose class is known, in a [PictureStore].
///
/// @param name where it is from
/// @param sha256 of its bytes, 64 hexadecimal digits
/// @param label its class, as `.cls` says it
/// @param offset of its bytes in the store
/// @param length of its bytes
public record LabelledPicture(String name, String sha256, String label, long offset, int length) {}
