package lotic.learning.engine;

import ai.djl.engine.Engine;

import java.util.SortedMap;
import java.util.TreeMap;

/// The libraries that compute, for whoever records with what something was made.
public final class Libraries {

    private Libraries() {}

    /// Versions by name. Loads the engines if nobody has yet.
    public static SortedMap<String, String> versions() {
        SortedMap<String, String> versions = new TreeMap<>();
        versions.put("djl", Engine.getDjlVersion());
        versions.put("onnxruntime", Engine.getEngine("OnnxRuntime").getVersion());
        versions.put("pytorch", Engine.getEngine("PyTorch").getVersion());
        return versions;
    }
}
