package lotic.benchmarks.pixels;

import lotic.benchmarks.Spread;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// What was measured in one sitting, round by round: in each, every treatment had all pictures
/// once, one treatment after the other.
///
/// @param byTreatment rounds in their order, by the treatment's name
public record Rounds(Map<String, List<Round>> byTreatment) {

    /// One treatment's part of a round.
    ///
    /// @param images pictures that were treated
    /// @param wallNs that this took
    /// @param cpuNs of the threads that treated them
    public record Round(int images, long wallNs, long cpuNs) {

        double imagesPerS() {
            return images * 1e9 / wallNs;
        }

        double imagesPerCoreS() {
            return images * 1e9 / cpuNs;
        }
    }

    /// Pictures per second, of all threads together.
    public Spread imagesPerS(String treatment) {
        return Spread.of(rounds(treatment).stream().map(Round::imagesPerS).toList());
    }

    /// Pictures per second of a core's time, which other programs on the machine hardly disturb.
    public Spread imagesPerCoreS(String treatment) {
        return Spread.of(rounds(treatment).stream().map(Round::imagesPerCoreS).toList());
    }

    /// One treatment's pictures per second of a core's time over those of another in the same
    /// round.
    public Spread share(String treatment, String of) {
        List<Round> these = rounds(treatment);
        List<Round> those = rounds(of);
        return Spread.of(
                IntStream.range(0, these.size())
                        .mapToObj(
                                i -> these.get(i).imagesPerCoreS() / those.get(i).imagesPerCoreS())
                        .toList());
    }

    private List<Round> rounds(String treatment) {
        return byTreatment.getOrDefault(treatment, List.of());
    }
}
