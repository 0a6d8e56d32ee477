package lotic.pixels;

import lotic.pixels.EvaluationView.Interpolation;

/// The weights with which pixels along one axis make new ones, in fixed point: Pillow's 8-bit
/// resampling, whose filter widens with the reduction and so keeps fine patterns from aliasing
/// (`libImaging/Resample.c`).
///
/// Reused from crop to crop and grown on demand; an instance belongs to one thread.
final class Resampling {

    /// 32 bits less 8 for the value and 2 for filters that swing below 0 and above 1.
    static final int PRECISION_BITS = 22;

    private int[] starts = {};
    private int[] counts = {};
    private int[] weights = {};
    private double[] exact = {};
    private int outputs;
    private int stride;
    private int taps;

    /// Prepares the axis.
    ///
    /// @param inputs pixels that may be read, counted from 0
    /// @param from left edge of what is shown, 0 or more
    /// @param to right edge of what is shown, at most inputs
    /// @param length pixels that the shown part becomes
    /// @param first the first of these that is wanted
    /// @param count how many are wanted
    void prepare(
            int inputs,
            double from,
            double to,
            int length,
            int first,
            int count,
            Interpolation interpolation) {
        double scale = (to - from) / length;
        double widening = Math.max(scale, 1);
        double support = interpolation.support() * widening;
        outputs = count;
        stride = 2 * (int) Math.ceil(support) + 1;
        taps = 0;
        reserve();
        for (int output = 0; output < count; output++) {
            double centre = from + (first + output + 0.5) * scale;
            int start = Math.max((int) (centre - support + 0.5), 0);
            int end = Math.min((int) (centre + support + 0.5), inputs);
            starts[output] = start;
            counts[output] = end - start;
            taps = Math.max(taps, end - start);
            weigh(output, centre, 1 / widening, interpolation);
        }
    }

    private void reserve() {
        if (starts.length < outputs) {
            starts = new int[outputs];
            counts = new int[outputs];
        }
        if (weights.length < outputs * stride) {
            weights = new int[outputs * stride];
        }
        if (exact.length < stride) {
            exact = new double[stride];
        }
    }

    private void weigh(int output, double centre, double narrowing, Interpolation interpolation) {
        double sum = 0;
        for (int tap = 0; tap < counts[output]; tap++) {
            double distance = (tap + starts[output] - centre + 0.5) * narrowing;
            exact[tap] = interpolation.weight(distance);
            sum += exact[tap];
        }
        for (int tap = 0; tap < counts[output]; tap++) {
            double weight = (sum == 0 ? exact[tap] : exact[tap] / sum) * (1 << PRECISION_BITS);
            weights[output * stride + tap] = (int) (weight < 0 ? weight - 0.5 : weight + 0.5);
        }
    }

    /// Memory that this axis holds on to.
    long heldBytes() {
        return 4L * (starts.length + counts.length + weights.length) + 8L * exact.length;
    }

    /// Number of pixels that are made.
    int outputs() {
        return outputs;
    }

    /// First pixel that goes into this output.
    int start(int output) {
        return starts[output];
    }

    /// Number of pixels that go into this output.
    int count(int output) {
        return counts[output];
    }

    /// The largest number of pixels that go into any output.
    int taps() {
        return taps;
    }

    /// Weight of a pixel in units of 2^-[#PRECISION_BITS].
    ///
    /// @param tap counted from the first pixel that goes into this output
    /// @return 0 behind the last one
    int weight(int output, int tap) {
        return tap < counts[output] ? weights[output * stride + tap] : 0;
    }

    /// First pixel that any output needs.
    int begin() {
        return starts[0];
    }

    /// The pixel after the last that any output needs.
    int end() {
        return starts[outputs - 1] + counts[outputs - 1];
    }

    /// Rounds a sum of weighted bytes, to which half a unit was added, and clips it to a byte.
    static int clip(int sum) {
        return Math.max(0, Math.min(255, sum >> PRECISION_BITS));
    }
}
