package lotic.trainer.learner;

import lotic.learning.CropBatch;
import lotic.pixels.CropGroup;
import lotic.pixels.MultiCrop;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// Puts the views of single images together to the crop-major buffers of a batch: row v · B + i of
/// a group is crop v of image i. The buffers are used over and over. One thread uses it.
final class CropGather {

    private final MultiCrop views;
    private final int images;
    private final List<ByteBuffer> groups = new ArrayList<>();

    /// @param images B, in every batch
    CropGather(MultiCrop views, int images) {
        this.views = views;
        this.images = images;
        for (CropGroup group : views.groups()) {
            groups.add(
                    ByteBuffer.allocateDirect(Math.multiplyExact(group.bytesPerImage(), images)));
        }
    }

    /// The batch of some images.
    ///
    /// @param perImage all crops of an image one after the other, from position 0
    /// @return valid until the next call
    CropBatch gather(List<ByteBuffer> perImage) {
        if (perImage.size() != images) {
            throw new IllegalArgumentException(
                    perImage.size() + " images for a batch of " + images);
        }
        for (int i = 0; i < images; i++) {
            ByteBuffer image = perImage.get(i);
            int from = 0;
            for (int g = 0; g < groups.size(); g++) {
                CropGroup group = views.groups().get(g);
                int cropBytes = group.bytesPerImage() / group.count();
                for (int crop = 0; crop < group.count(); crop++) {
                    int to = (crop * images + i) * cropBytes;
                    groups.get(g).put(to, image, from, cropBytes);
                    from += cropBytes;
                }
            }
        }
        return new CropBatch(images, groups);
    }
}
