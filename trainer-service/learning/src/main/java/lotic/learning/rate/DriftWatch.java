package lotic.learning.rate;

import java.util.List;
import java.util.stream.Stream;

/// Watches the loss on held-out images: if that rises, the stream drifts away from them or the
/// model forgets, and halving the rate would be the wrong answer.
///
/// @param probes the newest losses, oldest first
/// @param rising whether the newer half lies clearly above the older one
public record DriftWatch(List<Double> probes, boolean rising) {

    static final DriftWatch NEW = new DriftWatch(List.of(), false);

    private static final int HALF = 8;
    private static final double ERRORS_MIN = 3;

    /// Keeps a difference of equal probes from being infinitely many errors.
    private static final double ERROR_MIN = 1e-12;

    public DriftWatch {
        probes = List.copyOf(probes);
    }

    DriftWatch after(double loss) {
        List<Double> newest =
                Stream.concat(
                                probes.stream().skip(Math.max(0, probes.size() - 2 * HALF + 1)),
                                Stream.of(loss))
                        .toList();
        return new DriftWatch(newest, newest.size() == 2 * HALF && rises(newest));
    }

    private static boolean rises(List<Double> probes) {
        List<Double> older = probes.subList(0, HALF);
        List<Double> newer = probes.subList(HALF, 2 * HALF);
        double before = Line.mean(older);
        double rise = Line.mean(newer) - before;
        double error = Math.sqrt((variance(older) + variance(newer)) / HALF) + ERROR_MIN;
        return rise > ERRORS_MIN * error && rise > Trend.GAIN_MIN * Math.abs(before);
    }

    private static double variance(List<Double> values) {
        double mean = Line.mean(values);
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        return squares / (values.size() - 1);
    }
}
