package lotic.trainer.publish;

import java.util.SortedMap;
import java.util.TreeMap;

/// With what a version was made.
///
/// @param versions by name, such as `lotic`, `djl`
record Software(SortedMap<String, String> versions) {

    Software {
        versions = new TreeMap<>(versions);
    }
}
