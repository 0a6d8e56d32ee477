package lotic.trainer.gallery;

import lotic.trainer.evaluate.HeldOutImage;

import java.util.List;

/// Galleries for tests of those who show them.
public final class GalleryFiles {

    private GalleryFiles() {}

    /// Keeps a gallery of two prototypes, of which the second one is unused.
    public static void keep(Galleries galleries, long step, List<HeldOutImage> images) {
        float[] scores = new float[2 * images.size()];
        for (int image = 0; image < images.size(); image++) {
            scores[2 * image] = 0.9f;
        }
        galleries.keep(Gallery.of(step, images, scores, 2));
    }
}
