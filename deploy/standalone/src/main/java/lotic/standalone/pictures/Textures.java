package lotic.standalone.pictures;

/// Pictures that are alike everywhere.
final class Textures {

    private static final double TURN = 2 * Math.PI;

    private Textures() {}

    static void stripes(Canvas canvas) {
        double period = canvas.between(7, 24);
        double offset = canvas.between(-0.4, 0.4);
        canvas.texture("stripes", (u, v) -> edge(Math.sin(TURN * u / period) - offset, 0.35));
    }

    static void checks(Canvas canvas) {
        double period = canvas.between(10, 30);
        canvas.texture(
                "checks",
                (u, v) -> edge(Math.sin(TURN * u / period) * Math.sin(TURN * v / period), 0.25));
    }

    static void dots(Canvas canvas) {
        double period = canvas.between(9, 24);
        double radius = period * canvas.between(0.22, 0.36);
        canvas.texture(
                "dots",
                (u, v) -> {
                    double x = mod(u, period) - period / 2;
                    double y = mod(v, period) - period / 2;
                    return edge(radius - Math.hypot(x, y), 1.2);
                });
    }

    static void waves(Canvas canvas) {
        double period = canvas.between(8, 20);
        double length = canvas.between(16, 40);
        double height = canvas.between(4, 9);
        canvas.texture(
                "waves",
                (u, v) ->
                        edge(
                                Math.sin(
                                        TURN * (u + height * Math.sin(TURN * v / length)) / period),
                                0.35));
    }

    static void bricks(Canvas canvas) {
        double height = canvas.between(8, 18);
        double width = height * canvas.between(1.8, 2.6);
        double joint = canvas.between(1, 2.2);
        canvas.texture(
                "bricks",
                (u, v) -> {
                    double shift = mod(Math.floor(v / height), 2) * width / 2;
                    double x = mod(u + shift, width);
                    double y = mod(v, height);
                    double toJoint = Math.min(Math.min(x, width - x), Math.min(y, height - y));
                    return edge(toJoint - joint, 1.2);
                });
    }

    /// Walls between the nearest of scattered points (Worley 1996, "A cellular texture basis
    /// function"); one point in each square of a grid keeps the search to nine.
    static void cells(Canvas canvas) {
        double size = canvas.between(10, 22);
        double wall = canvas.between(1, 2.5);
        long seed = canvas.random().nextLong();
        canvas.texture(
                "cells",
                (u, v) -> {
                    double nearest = Double.MAX_VALUE;
                    double second = Double.MAX_VALUE;
                    long column = (long) Math.floor(u / size);
                    long row = (long) Math.floor(v / size);
                    for (long i = column - 1; i <= column + 1; i++) {
                        for (long j = row - 1; j <= row + 1; j++) {
                            double x = (i + noise(seed, i, j)) * size;
                            double y = (j + noise(~seed, i, j)) * size;
                            double distance = Math.hypot(u - x, v - y);
                            second = Math.min(second, Math.max(nearest, distance));
                            nearest = Math.min(nearest, distance);
                        }
                    }
                    return edge(second - nearest - wall, 1.5);
                });
    }

    /// Sums of smoothed noise of halving size (Perlin 1985, "An image synthesizer").
    static void clouds(Canvas canvas) {
        double size = canvas.between(18, 34);
        double roughness = canvas.between(0.5, 0.75);
        long seed = canvas.random().nextLong();
        canvas.texture(
                "clouds",
                (u, v) -> {
                    double sum = 0;
                    double weight = 1;
                    for (int octave = 0; octave < 5; octave++) {
                        double scale = (1 << octave) / size;
                        sum += weight * (smoothNoise(seed + octave, u * scale, v * scale) - 0.5);
                        weight *= roughness;
                    }
                    return 0.5 + 1.1 * sum;
                });
    }

    /// 0 to 1 over a distance of width around 0.
    private static double edge(double distance, double width) {
        return distance / width + 0.5;
    }

    private static double mod(double value, double period) {
        return value - period * Math.floor(value / period);
    }

    private static double smoothNoise(long seed, double x, double y) {
        long column = (long) Math.floor(x);
        long row = (long) Math.floor(y);
        double a = ease(x - column);
        double b = ease(y - row);
        double top = lerp(noise(seed, column, row), noise(seed, column + 1, row), a);
        double bottom = lerp(noise(seed, column, row + 1), noise(seed, column + 1, row + 1), a);
        return lerp(top, bottom, b);
    }

    private static double ease(double t) {
        return t * t * (3 - 2 * t);
    }

    private static double lerp(double from, double to, double share) {
        return from + (to - from) * share;
    }

    /// A number in 0 to 1 that belongs to a grid point: the finaliser of SplitMix64 (Steele, Lea,
    /// Flood 2014).
    private static double noise(long seed, long column, long row) {
        long z = seed + column * 0x9e3779b97f4a7c15L + row * 0xd1b54a32d192ed03L;
        z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
        z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
        return ((z ^ z >>> 31) >>> 11) * 0x1p-53;
    }
}
