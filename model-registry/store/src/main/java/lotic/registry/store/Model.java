package lotic.registry.store;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/// A model at a glance.
///
/// @param name of the model
/// @param versions how many it has; the newest has this number
/// @param lastSequence of its newest event
/// @param storedBytes of all its blobs, each counted once
/// @param aliases version number by name
public record Model(
        String name,
        long versions,
        long lastSequence,
        long storedBytes,
        SortedMap<String, Long> aliases) {

    public Model {
        aliases = Collections.unmodifiableSortedMap(new TreeMap<>(aliases));
    }
}
