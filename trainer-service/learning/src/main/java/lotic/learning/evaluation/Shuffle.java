package lotic.learning.evaluation;

import java.util.SplittableRandom;

/// Orders drawn at random.
public final class Shuffle {

    private Shuffle() {}

    /// Brings rows into an order, all of which are equally likely (Fisher and Yates).
    public static void shuffle(int[] rows, SplittableRandom random) {
        for (int last = rows.length - 1; last > 0; last--) {
            int other = random.nextInt(last + 1);
            int row = rows[last];
            rows[last] = rows[other];
            rows[other] = row;
        }
    }
}
