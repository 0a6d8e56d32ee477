package lotic.learning.trunk;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// The published RegNetY by timm's names, each a line of widths that is rounded to stages
/// (Radosavovic et al. 2020, arXiv:2003.13678, section 3.3; numbers of pycls, and of VISSL for the
/// two largest). `regnety_2560` is the network of SEER's checkpoint.
public enum RegNetFamily {
    REGNETY_002(24, 36.44, 2.49, 13, 8),
    REGNETY_004(48, 27.89, 2.09, 16, 8),
    REGNETY_006(48, 32.54, 2.32, 15, 16),
    REGNETY_008(56, 38.84, 2.4, 14, 16),
    REGNETY_016(48, 20.71, 2.65, 27, 24),
    REGNETY_032(80, 42.63, 2.66, 21, 24),
    REGNETY_040(96, 31.41, 2.24, 22, 64),
    REGNETY_064(112, 33.22, 2.27, 25, 72),
    REGNETY_080(192, 76.82, 2.19, 17, 56),
    REGNETY_120(168, 73.36, 2.37, 19, 112),
    REGNETY_160(200, 106.23, 2.48, 18, 112),
    REGNETY_320(232, 115.89, 2.53, 20, 232),
    REGNETY_640(352, 147.48, 2.4, 20, 328),
    REGNETY_1280(456, 160.83, 2.52, 27, 264),
    REGNETY_2560(640, 230.83, 2.53, 27, 373),
    REGNETY_10B(1744, 620.83, 2.52, 27, 1010);

    private static final int STEM_WIDTH = 32;

    /// Widths are multiples of this before they are fitted to groups.
    private static final int QUANTUM = 8;

    private final double initialWidth;
    private final double slope;
    private final double multiplier;
    private final int depth;
    private final int groupWidth;

    /// A member.
    ///
    /// @param initialWidth w_0, width of the line at block 0
    /// @param slope w_a, by which each block is wider
    /// @param multiplier w_m, ratio of the widths of neighbouring stages
    /// @param depth blocks in all
    /// @param groupWidth channels of a group of the 3x3 convolutions, at most the width
    RegNetFamily(double initialWidth, double slope, double multiplier, int depth, int groupWidth) {
        this.initialWidth = initialWidth;
        this.slope = slope;
        this.multiplier = multiplier;
        this.depth = depth;
        this.groupWidth = groupWidth;
    }

    /// The member of a name.
    ///
    /// @param name timm's, such as `regnety_002`
    /// @throws IllegalArgumentException if there is none, listing those that there are
    public static RegNetFamily of(String name) {
        return Arrays.stream(values())
                .filter(member -> member.timmName().equals(name))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "there is no trunk "
                                                + name
                                                + "; take one of "
                                                + Arrays.stream(values())
                                                        .map(RegNetFamily::timmName)
                                                        .collect(Collectors.joining(", "))));
    }

    /// timm's name, such as `regnety_002`; `regnety_10b` is of this project.
    public String timmName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The network itself.
    public RegNetY trunk() {
        List<RegNetY.Stage> stages = new ArrayList<>();
        int from = 0;
        for (int j = 1; j <= depth; j++) {
            if (j == depth || quantizedWidth(j) != quantizedWidth(from)) {
                stages.add(stage(quantizedWidth(from), j - from));
                from = j;
            }
        }
        return new RegNetY(STEM_WIDTH, stages);
    }

    /// The width of a block: on the line, moved to the nearest power of the multiplier, then to a
    /// multiple of the quantum. Halves round to even, as in pycls.
    private int quantizedWidth(int block) {
        double line = initialWidth + slope * block;
        double exponent = Math.rint(Math.log(line / initialWidth) / Math.log(multiplier));
        double width = initialWidth * Math.pow(multiplier, exponent);
        return QUANTUM * (int) Math.rint(width / QUANTUM);
    }

    private RegNetY.Stage stage(int width, int blocks) {
        int group = Math.min(groupWidth, width);
        int fitted = Math.max(group, group * (int) Math.rint((double) width / group));
        return new RegNetY.Stage(fitted, blocks, group);
    }
}
