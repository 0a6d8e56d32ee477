package lotic.standalone.embed;

import lotic.standalone.source.Sample;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/// The pictures that are most similar to one, by the cosine of the angle between their features. It
/// keeps as many as were asked for, whatever their number.
public final class Nearest {

    private final float[] query;
    private final int countMax;
    private final PriorityQueue<Neighbour> leastFirst =
            new PriorityQueue<>(Comparator.comparingDouble(Neighbour::similarity));

    /// A picture that is similar.
    ///
    /// @param sample the picture
    /// @param similarity cosine of the angle between both features, -1 to 1
    public record Neighbour(Sample sample, double similarity) {}

    /// @param query features of the picture that is compared with
    /// @param countMax as many are kept, 1 or more
    public Nearest(float[] query, int countMax) {
        this.query = query.clone();
        this.countMax = countMax;
    }

    /// Looks at a picture.
    public void add(Sample sample, float[] vector) {
        leastFirst.add(new Neighbour(sample, cosine(query, vector)));
        if (leastFirst.size() > countMax) {
            leastFirst.remove();
        }
    }

    /// Those that are kept, the most similar first.
    public List<Neighbour> neighbours() {
        List<Neighbour> found = new ArrayList<>(leastFirst);
        found.sort(Comparator.comparingDouble(Neighbour::similarity).reversed());
        return found;
    }

    static double cosine(float[] a, float[] b) {
        double product = 0;
        double squaresOfA = 0;
        double squaresOfB = 0;
        for (int i = 0; i < a.length; i++) {
            product += (double) a[i] * b[i];
            squaresOfA += (double) a[i] * a[i];
            squaresOfB += (double) b[i] * b[i];
        }
        double lengths = Math.sqrt(squaresOfA) * Math.sqrt(squaresOfB);
        return lengths == 0 ? 0 : product / lengths; // features of nothing resemble nothing
    }
}
