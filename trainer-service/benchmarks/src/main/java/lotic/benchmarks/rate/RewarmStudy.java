package lotic.benchmarks.rate;

import lotic.benchmarks.rate.RewarmRun.Situation;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.LongStream;

/// Lets simulated losses answer the rate, and asks of a rule that ramps the rate up when the stream
/// shifts what that is worth and what it costs where the rule was mistaken.
public final class RewarmStudy {

    private final RewarmRun.Shift shift;
    private final double ofTheRate;
    private final int runs;
    private final long seed;

    /// @param shiftAt block at which the stream shifts, 1 or more
    /// @param jump of the loss there, as a share of it, above 0
    /// @param ofTheRate what the base rate adds to the loss, which is 3 without it, 0 or more
    /// @param runs of each kind, 1 or more
    /// @param seed of the first run of each kind; the others follow
    public RewarmStudy(int shiftAt, double jump, double ofTheRate, int runs, long seed) {
        if (shiftAt < 1 || !(jump > 0) || !(ofTheRate >= 0) || runs < 1) {
            throw new IllegalArgumentException(
                    "%d runs, a shift at block %d by %s, a loss of %s of the rate: give 1 or more, 1 or more, a number above 0, 0 or more"
                            .formatted(runs, shiftAt, jump, ofTheRate));
        }
        this.shift = new RewarmRun.Shift(shiftAt, jump);
        this.ofTheRate = ofTheRate;
        this.runs = runs;
        this.seed = seed;
    }

    /// Findings that [#run] makes.
    public int findings() {
        return PlateauStudy.NOISES.size();
    }

    /// Simulates runs with all kinds of noise.
    ///
    /// @param progress is told each finding as it is made
    /// @return one for each noise
    public List<RewarmFinding> run(Consumer<RewarmFinding> progress) throws InterruptedException {
        List<RewarmFinding> findings = new ArrayList<>();
        for (Noise noise : PlateauStudy.NOISES) {
            Map<Situation, List<RewarmRun>> simulated = new EnumMap<>(Situation.class);
            for (Situation situation : Situation.values()) {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                simulated.put(situation, simulated(situation, noise));
            }
            RewarmFinding finding =
                    RewarmFinding.of(noise, shift.block() + RewarmRun.AFTER, simulated);
            findings.add(finding);
            progress.accept(finding);
        }
        return findings;
    }

    private List<RewarmRun> simulated(Situation situation, Noise noise) {
        return LongStream.range(seed, seed + runs)
                .parallel()
                .mapToObj(each -> RewarmRun.of(situation, shift, ofTheRate, noise, each))
                .toList();
    }

    /// Findings as a table of Markdown. Losses are the mean from the shift on, the mean of the last
    /// hundred blocks, and what is left to learn at the end.
    public static String markdown(List<RewarmFinding> findings) {
        StringBuilder table =
                new StringBuilder(
                        """
                        | noise | halved before | seen | shift: kept | re-warmed | to base | no shift: kept | re-warmed | to base | false shifts |
                        |---|---|---|---|---|---|---|---|---|---|
                        """);
        for (RewarmFinding finding : findings) {
            table.append(
                    String.format(
                            Locale.ROOT,
                            "| %s | %.1f | %.1f %% | %s | %s | %s | %s | %s | %s | %.3f |%n",
                            finding.noise(),
                            finding.halvings(),
                            100 * finding.seen(),
                            cell(finding.kept()),
                            cell(finding.rewarmed()),
                            cell(finding.toBase()),
                            cell(finding.quiet()),
                            cell(finding.mistaken()),
                            cell(finding.mistakenToBase()),
                            finding.falseShifts()));
        }
        return table.toString();
    }

    private static String cell(RewarmFinding.Losses losses) {
        return String.format(
                Locale.ROOT, "%.3f, %.3f, %.3f", losses.mean(), losses.end(), losses.left());
    }
}
