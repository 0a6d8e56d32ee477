package lotic.trainer.gallery;

import lotic.trainer.evaluate.HeldOutImage;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// The prototypes of a state, each as the pictures nearest to it.
///
/// @param step of the state
/// @param prototypes K
/// @param used how many are the nearest one of at least one picture
/// @param pictures how many pictures were looked at
/// @param rows of used prototypes, the most used first
public record Gallery(long step, int prototypes, int used, int pictures, List<Row> rows) {

    /// How many prototypes have a row at most.
    static final int ROWS_MAX = 256;

    /// How many pictures a row has at most.
    static final int NEAREST_MAX = 10;

    public Gallery {
        rows = List.copyOf(rows);
    }

    /// One prototype.
    ///
    /// @param prototype its number, from 0
    /// @param pictures to how many pictures it is the nearest one
    /// @param nearest the pictures nearest to it, the nearest first
    public record Row(int prototype, int pictures, List<Near> nearest) {}

    /// A picture near a prototype.
    ///
    /// @param image the picture
    /// @param similarity cosine of its projection and the prototype, -1 to 1
    public record Near(HeldOutImage image, double similarity) {}

    /// Sorts pictures to prototypes.
    ///
    /// @param images n of them, as in the rows of the scores
    /// @param scores (n, K) cosines, row-major
    /// @param prototypes K
    static Gallery of(long step, List<HeldOutImage> images, float[] scores, int prototypes) {
        int[] uses = new int[prototypes];
        for (int image = 0; image < images.size(); image++) {
            uses[nearest(scores, image * prototypes, prototypes)]++;
        }
        List<Row> rows =
                IntStream.range(0, prototypes)
                        .filter(prototype -> uses[prototype] > 0)
                        .boxed()
                        .sorted(Comparator.comparingInt(prototype -> -uses[prototype]))
                        .limit(ROWS_MAX)
                        .map(
                                prototype ->
                                        row(prototype, uses[prototype], images, scores, prototypes))
                        .toList();
        int used = (int) IntStream.of(uses).filter(pictures -> pictures > 0).count();
        return new Gallery(step, prototypes, used, images.size(), rows);
    }

    private static int nearest(float[] scores, int from, int prototypes) {
        int best = 0;
        for (int prototype = 1; prototype < prototypes; prototype++) {
            if (scores[from + prototype] > scores[from + best]) {
                best = prototype;
            }
        }
        return best;
    }

    private static Row row(
            int prototype, int uses, List<HeldOutImage> images, float[] scores, int prototypes) {
        List<Near> nearest = new ArrayList<>();
        IntStream.range(0, images.size())
                .boxed()
                .sorted(
                        Comparator.comparingDouble(
                                image -> -scores[image * prototypes + prototype]))
                .limit(NEAREST_MAX)
                .forEach(
                        image ->
                                nearest.add(
                                        new Near(
                                                images.get(image),
                                                scores[image * prototypes + prototype])));
        return new Row(prototype, uses, nearest);
    }
}
