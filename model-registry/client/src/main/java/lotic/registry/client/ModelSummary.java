package lotic.registry.client;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/// A model in the registry's list.
///
/// @param name of the model
/// @param versions how many it has
/// @param aliases version number by name; `latest` is always there
/// @param lastSequence place of the model's newest event; [RegistryClient#watch] after it tells
///   only what is new
public record ModelSummary(
        String name, long versions, SortedMap<String, Long> aliases, long lastSequence) {

    public ModelSummary {
        aliases = Collections.unmodifiableSortedMap(new TreeMap<>(aliases));
    }
}
