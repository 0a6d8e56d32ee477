package lotic.pixels;

/// The random numbers of one view: the n-th is a hash of (seed, view, n), so that nothing but those
/// decides it.
///
/// The hash is SplitMix64 (Steele, Lea, Flood 2014, "Fast splittable pseudorandom number
/// generators", variant 13 of Stafford's mixers): a key is made by mixing in one part of the seed
/// after the other, and the n-th number mixes key + n · γ. Its arithmetic is exact, so the draws
/// are the same on every machine. An instance belongs to one thread.
final class Draws {

    private static final long GAMMA = 0x9E3779B97F4A7C15L;
    private static final double UNIT = 0x1p-53;

    private long counter;

    /// @param view counted through all groups of crops, from 0
    Draws(ViewSeed seed, int view) {
        long key = mix(seed.runSeed() + GAMMA);
        key = mix((key + GAMMA) ^ seed.partition());
        key = mix((key + GAMMA) ^ seed.offset());
        key = mix((key + GAMMA) ^ seed.use());
        this.counter = mix((key + GAMMA) ^ view);
    }

    /// Uniform in [from, to).
    double uniform(double from, double to) {
        return from + (to - from) * ((next() >>> 11) * UNIT);
    }

    /// True with this probability; 0 is never, 1 always.
    boolean chance(double probability) {
        return uniform(0, 1) < probability;
    }

    /// Uniform in 0 … bound - 1. The bias of the multiplication is below bound / 2⁶⁴.
    int below(int bound) {
        return (int) Math.unsignedMultiplyHigh(next(), bound);
    }

    private long next() {
        counter += GAMMA;
        return mix(counter);
    }

    private static long mix(long bits) {
        long z = bits;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
