package lotic.learning;

import java.nio.ByteBuffer;
import java.util.List;

/// The views of a step's images.
///
/// @param images B
/// @param groups per crop group a direct buffer (count * B, size, size, 3) of uint8, crop-major:
///   row v * B + i is crop v of image i
public record CropBatch(int images, List<ByteBuffer> groups) {

    public CropBatch {
        groups = List.copyOf(groups);
    }
}
