package lotic.trainer.publish;

import lotic.learning.engine.Libraries;

import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/// With what a version was made.
///
/// @param versions by name, such as `lotic`, `pytorch`
public record Software(SortedMap<String, String> versions) {

    public Software {
        versions = new TreeMap<>(versions);
    }

    /// What is running here. Loads the engine if nobody has yet.
    public static Software running() {
        SortedMap<String, String> versions = Libraries.versions();
        versions.put("lotic", lotic());
        return new Software(versions);
    }

    /// The release, from the jar's manifest; classes that lie in a folder belong to none.
    private static String lotic() {
        return Objects.requireNonNullElse(
                Software.class.getPackage().getImplementationVersion(), "unreleased");
    }
}
