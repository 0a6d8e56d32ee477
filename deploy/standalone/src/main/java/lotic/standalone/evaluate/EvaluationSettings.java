package lotic.standalone.evaluate;

import lotic.learning.engine.Compute;
import lotic.learning.evaluation.FineTuning;
import lotic.learning.evaluation.KnnProbe;
import lotic.learning.evaluation.LinearProbe;
import lotic.learning.evaluation.LowShot;

import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// How a version is to be judged.
///
/// @param protocols which, 1 or more
/// @param crops random crops of each training picture from which linear classifiers learn; 0 for
///   the centre alone
/// @param draws how often the pictures of a low-shot size are drawn, 1 or more
/// @param fineTuning how the network is learnt on with all labels
/// @param seed of crops, draws and orders
/// @param compute where the network runs
public record EvaluationSettings(
        Set<Protocol> protocols,
        int crops,
        int draws,
        FineTuning fineTuning,
        long seed,
        Compute compute) {

    /// SwAV's recipes for few labels, by percents of all images, which are spread evenly over the
    /// classes. Linear classifiers learn from the same percents.
    static final SortedMap<Integer, FineTuning> SWAV_LOW_SHOT =
            Collections.unmodifiableSortedMap(
                    new TreeMap<>(
                            Map.of(
                                    1, FineTuning.SWAV_1_PERCENT,
                                    10, FineTuning.SWAV_10_PERCENT)));

    /// Images of each class that low-shot classifiers learn from.
    static final int[] SHOTS = {1, 5, 10, 25};

    public EvaluationSettings {
        if (protocols.isEmpty() || crops < 0 || draws < 1) {
            throw new IllegalArgumentException(
                    "%d protocols, %d crops and %d draws: give 1, 0 and 1 or more"
                            .formatted(protocols.size(), crops, draws));
        }
        protocols = Set.copyOf(EnumSet.copyOf(protocols));
    }

    /// Conventions of nearest neighbours by name.
    static Map<String, KnnProbe> knn() {
        Map<String, KnnProbe> conventions = new LinkedHashMap<>();
        conventions.put("solo-learn", KnnProbe.STANDARD);
        conventions.put("majority", KnnProbe.MAJORITY);
        conventions.put("vissl", KnnProbe.VISSL);
        return conventions;
    }

    /// Recipes of linear classifiers by name.
    static Map<String, LinearProbe> linear() {
        return new TreeMap<>(Map.of("swav", LinearProbe.SWAV, "vissl", LinearProbe.VISSL));
    }

    /// Linear classifiers that learn from few labels, and the pictures that are drawn for whatever
    /// does.
    LowShot lowShot() {
        return new LowShot(LinearProbe.SWAV, draws, seed);
    }
}
