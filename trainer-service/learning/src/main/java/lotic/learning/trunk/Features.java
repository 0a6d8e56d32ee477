package lotic.learning.trunk;

import java.util.List;

/// What a trunk made of one view.
///
/// @param pooled (n, d) in the precision of the weights
/// @param stages (n, c, h, w) each, finest first
public record Features<T>(T pooled, List<T> stages) {

    public Features {
        stages = List.copyOf(stages);
    }
}
