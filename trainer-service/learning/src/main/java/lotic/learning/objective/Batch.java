package lotic.learning.objective;

import lotic.learning.trunk.View;

import java.util.List;
import java.util.Map;

/// What a step learns from.
///
/// @param views in the recipe's order
/// @param facts what else the objective needs, one row per example
public record Batch<T>(List<View<T>> views, Map<Need, T> facts) {

    public Batch {
        views = List.copyOf(views);
        facts = Map.copyOf(facts);
    }
}
