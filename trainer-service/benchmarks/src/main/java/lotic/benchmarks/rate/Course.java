package lotic.benchmarks.rate;

/// Where the mean of a loss goes, block by block. A horizon is 160 blocks.
public enum Course {
    FALLS_4("falls 4 % a horizon"),
    FALLS_2("falls 2 % a horizon"),
    FALLS_1("falls 1 % a horizon"),
    FLAT("flat"),
    SETTLES("3 + 2 exp(-t / 250)"),
    RISES("rises 1 % a horizon, held-out loss too"),
    JUMPS_2("falls 2 % a horizon, jumps by 2 %"),
    JUMPS_6("falls 2 % a horizon, jumps by 6 %");

    /// The block at which a course that jumps does.
    static final int JUMP = 600;

    private static final int HORIZON = 160;
    private static final double START = 5;

    private final String title;

    Course(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    boolean jumps() {
        return this == JUMPS_2 || this == JUMPS_6;
    }

    /// The mean loss of a block.
    double mean(int block) {
        return switch (this) {
            case FALLS_4 -> falling(0.04, block);
            case FALLS_2 -> falling(0.02, block);
            case FALLS_1 -> falling(0.01, block);
            case FLAT -> START;
            case SETTLES -> 3 + 2 * Math.exp(-block / 250.0);
            case RISES -> falling(-0.01, block);
            case JUMPS_2 -> jumping(0.02, block);
            case JUMPS_6 -> jumping(0.06, block);
        };
    }

    private static double falling(double sharePerHorizon, int block) {
        return START * Math.pow(1 - sharePerHorizon, (double) block / HORIZON);
    }

    private static double jumping(double share, int block) {
        return falling(0.02, block) * (block < JUMP ? 1 : 1 + share);
    }
}
