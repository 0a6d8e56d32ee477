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

    /// A view as a picture.
    ///
    /// @param size its side in pixels
    /// @param png the file
    @SuppressWarnings("ArrayRecordComponent") // files are handed on as they are and never compared
    public record Crop(int size, byte[] png) {}

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

    /// One view of a picture.
    ///
    /// @param recipe of the run
    /// @param view counts through the recipe's groups, from 0
    public static Crop of(Picture picture, Recipe recipe, int view) {
        return all(picture, recipe).get(view);
    }

    /// All views of a picture.
    public static List<Crop> all(Picture picture, Recipe recipe) {
        ByteBuffer views = ByteBuffer.allocateDirect(recipe.views().bytesPerImage());
        ViewSeed seed = new ViewSeed(recipe.seed(), picture.partition(), picture.offset(), 0);
        new ViewMaker(recipe.views()).make(picture.file(), seed, views);
        views.flip();
        List<Crop> crops = new ArrayList<>();
        for (int size : sizes(recipe)) {
            crops.add(new Crop(size, Thumbnail.png(views, size)));
            views.position(views.position() + size * size * 3);
        }
        return crops;
    }
}
