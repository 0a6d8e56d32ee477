package lotic.benchmarks.rate;

import lotic.benchmarks.rate.RewarmRun.Situation;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

/// What ramping the rate up is worth after a shift of the stream, and what it costs where there was
/// none. Losses are means over the runs and of means: they have no noise.
///
/// @param noise what losses scatter by
/// @param halvings before the shift, the mean over the runs
/// @param seen share of the runs in which the shift was seen soon after it
/// @param rewarms that followed it where the rule does so, the mean over the runs
/// @param kept after a shift, with the rate kept
/// @param rewarmed after a shift, with the rate ramped up by the rule where that saw it
/// @param toBase the same up to the base rate
/// @param quiet without a shift
/// @param mistaken without a shift, with the rate ramped up as by the rule all the same
/// @param mistakenToBase the same up to the base rate
/// @param falseShifts that are told in 1500 blocks of runs without a shift, the mean over the runs
public record RewarmFinding(
        String noise,
        double halvings,
        double seen,
        double rewarms,
        Losses kept,
        Losses rewarmed,
        Losses toBase,
        Losses quiet,
        Losses mistaken,
        Losses mistakenToBase,
        double falseShifts) {

    /// A run's losses in the 1500 blocks from the shift on.
    ///
    /// @param mean over all of these blocks
    /// @param end over the last hundred
    /// @param left what is left to learn at the end
    public record Losses(double mean, double end, double left) {

        static Losses of(List<RewarmRun> runs) {
            return new Losses(
                    RewarmFinding.mean(runs, RewarmRun::meanLoss),
                    RewarmFinding.mean(runs, RewarmRun::endLoss),
                    RewarmFinding.mean(runs, RewarmRun::endLeft));
        }
    }

    /// @param blocks of each run
    static RewarmFinding of(Noise noise, int blocks, Map<Situation, List<RewarmRun>> runs) {
        List<RewarmRun> kept = in(Situation.KEPT, runs);
        List<RewarmRun> rewarmed = in(Situation.REWARMED, runs);
        List<RewarmRun> quiet = in(Situation.QUIET, runs);
        return new RewarmFinding(
                noise.title(),
                mean(kept, run -> -Math.log(run.shareAtTheShift()) / Math.log(2)),
                mean(kept, run -> run.seen() ? 1 : 0),
                mean(rewarmed, RewarmRun::rewarms),
                Losses.of(kept),
                Losses.of(rewarmed),
                Losses.of(in(Situation.REWARMED_TO_BASE, runs)),
                Losses.of(quiet),
                Losses.of(in(Situation.MISTAKEN, runs)),
                Losses.of(in(Situation.MISTAKEN_TO_BASE, runs)),
                mean(quiet, RewarmRun::otherShifts) * RewarmRun.AFTER / blocks);
    }

    private static List<RewarmRun> in(Situation situation, Map<Situation, List<RewarmRun>> runs) {
        return Objects.requireNonNull(runs.get(situation), situation::name);
    }

    private static double mean(List<RewarmRun> runs, ToDoubleFunction<RewarmRun> number) {
        return runs.stream().mapToDouble(number).average().orElseThrow();
    }
}
