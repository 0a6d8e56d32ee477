package lotic.benchmarks.quality;

import lotic.learning.CropBatch;
import lotic.learning.recipe.Recipe;
import lotic.pixels.CropGroup;
import lotic.pixels.ViewMaker;
import lotic.pixels.ViewSeed;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// Pictures as batches of views, round after round, each round with other views. One thread.
final class PictureStream {

    private final Recipe recipe;
    private final List<LabelledPicture> pictures;
    private final ViewMaker viewMaker;
    private final ByteBuffer views;
    private final List<ByteBuffer> groups = new ArrayList<>();
    private int next;

    PictureStream(Recipe recipe, List<LabelledPicture> pictures) {
        this.recipe = recipe;
        this.pictures = pictures;
        this.viewMaker = new ViewMaker(recipe.views());
        this.views = ByteBuffer.allocateDirect(recipe.views().bytesPerImage());
        for (CropGroup group : recipe.views().groups()) {
            groups.add(ByteBuffer.allocateDirect(group.bytesPerImage() * recipe.batch()));
        }
    }

    /// Pictures given so far.
    int given() {
        return next;
    }

    /// The views of the next pictures, crop-major within each group. It overwrites the one before.
    CropBatch batch() {
        for (int image = 0; image < recipe.batch(); image++, next++) {
            LabelledPicture picture = pictures.get(next % pictures.size());
            int round = next / pictures.size();
            views.clear();
            viewMaker.make(
                    picture.image(),
                    new ViewSeed(recipe.seed(), 0, picture.number(), round),
                    views);
            scatter(image);
        }
        return new CropBatch(recipe.batch(), groups);
    }

    private void scatter(int image) {
        int from = 0;
        for (int g = 0; g < groups.size(); g++) {
            CropGroup group = recipe.views().groups().get(g);
            int bytes = group.bytesPerImage() / group.count();
            for (int crop = 0; crop < group.count(); crop++) {
                int row = crop * recipe.batch() + image;
                groups.get(g).put(row * bytes, views, from, bytes);
                from += bytes;
            }
        }
    }
}
