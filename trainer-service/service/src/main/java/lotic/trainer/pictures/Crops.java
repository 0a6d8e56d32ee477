package lotic.trainer.pictures;

import lotic.learning.recipe.Recipe;
import lotic.pixels.CropGroup;
import lotic.pixels.Thumbnail;
import lotic.pixels.ViewMaker;
import lotic.pixels.ViewSeed;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// The views of a picture, cut again: they are a function of the run's seed and the record's place,
/// so these are to the bit the ones that the learner saw at the record's first use.
public final class Crops {

    private Crops() {}

    /// The sides of a recipe's views, in their order.
    public static List<Integer> sizes(Recipe recipe) {
        List<Integer> sizes = new ArrayList<>();
        for (CropGroup group : recipe.views().groups()) {
            for (int i = 0; i < group.count(); i++) {
                sizes.add(group.size());
            }
        }
        return List.copyOf(sizes);
    }

    /// One view of a picture, as a PNG.
    ///
    /// @param recipe of the run
    /// @param view counts through the recipe's groups, from 0
    public static byte[] png(Picture picture, Recipe recipe, int view) {
        ByteBuffer views = ByteBuffer.allocateDirect(recipe.views().bytesPerImage());
        ViewSeed seed = new ViewSeed(recipe.seed(), picture.partition(), picture.offset(), 0);
        new ViewMaker(recipe.views()).make(picture.file(), seed, views);
        views.flip();
        List<Integer> sizes = sizes(recipe);
        for (int size : sizes.subList(0, view)) {
            views.position(views.position() + size * size * 3);
        }
        return Thumbnail.png(views, sizes.get(view));
    }
}
