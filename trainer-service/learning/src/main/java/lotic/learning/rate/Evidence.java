package lotic.learning.rate;

import java.util.ArrayList;
import java.util.List;

/// What the plateau rule has seen since it last began anew. All of it is forgotten when losses
/// before and after are not comparable.
///
/// @param sum of the losses of the block that is not yet full
/// @param summed losses in that sum
/// @param blocks mean loss of the newest full blocks, oldest first
/// @param cooling full blocks that are still to be passed over
/// @param flatInARow blocks after which the loss was found flat, without a break
/// @param stuckInARow blocks after which the loss was that of guessing, without a break
/// @param obstacle what was reported to stand between a plateau and a halving
public record Evidence(
        double sum,
        int summed,
        List<Double> blocks,
        int cooling,
        int flatInARow,
        int stuckInARow,
        Obstacle obstacle) {

    /// What keeps a flat loss from halving the rate. Reported once, until the loss falls again.
    public enum Obstacle {
        /// Nothing was reported.
        NONE,
        /// [RateEvent.Kind#HELD_BY_DRIFT]
        HELD_BY_DRIFT,
        /// [RateEvent.Kind#LOSS_RISING]
        LOSS_RISING,
        /// [RateEvent.Kind#AT_FLOOR]
        AT_FLOOR,
        /// [RateEvent.Kind#SATURATED]
        SATURATED
    }

    public Evidence {
        blocks = List.copyOf(blocks);
    }

    /// Nothing seen; the first blocks are passed over.
    static Evidence none(int cooling) {
        return new Evidence(0, 0, List.of(), cooling, 0, 0, Obstacle.NONE);
    }

    Evidence plus(double loss) {
        return new Evidence(
                sum + loss, summed + 1, blocks, cooling, flatInARow, stuckInARow, obstacle);
    }

    /// The block that is full now, passed over.
    Evidence cooled() {
        return new Evidence(0, 0, blocks, cooling - 1, flatInARow, stuckInARow, obstacle);
    }

    /// The block that is full now, joined to the others, of which the newest are kept.
    Evidence closed(int blocksMax) {
        List<Double> newest =
                new ArrayList<>(
                        blocks.subList(Math.max(0, blocks.size() - blocksMax + 1), blocks.size()));
        newest.add(sum / summed);
        return new Evidence(0, 0, newest, cooling, flatInARow, stuckInARow, obstacle);
    }

    Evidence stuckOnceMore() {
        return new Evidence(sum, summed, blocks, cooling, 0, stuckInARow + 1, obstacle);
    }

    Evidence notStuck() {
        return new Evidence(sum, summed, blocks, cooling, flatInARow, 0, obstacle);
    }

    Evidence flatOnceMore() {
        return new Evidence(sum, summed, blocks, cooling, flatInARow + 1, stuckInARow, obstacle);
    }

    Evidence notFlat() {
        return new Evidence(sum, summed, blocks, cooling, 0, stuckInARow, Obstacle.NONE);
    }

    Evidence obstructed(Obstacle by) {
        return new Evidence(sum, summed, blocks, cooling, 0, stuckInARow, by);
    }
}
