package lotic.standalone.evaluate;

import java.util.HexFormat;

/// A picture whose class is known, in a [PictureStore].
///
/// @param name where it is from
/// @param sha256 of its bytes, 64 hexadecimal digits
/// @param label its class, as `.cls` says it
/// @param offset of its bytes in the store
/// @param length of its bytes
public record LabelledPicture(String name, String sha256, String label, long offset, int length) {

    /// The first 8 bytes of its digest: what its random crops depend on beside the seed.
    long digestStart() {
        return HexFormat.fromHexDigitsToLong(sha256, 0, 16);
    }
}
