package lotic.learning.engine;

import ai.djl.engine.Engine;
import ai.djl.pytorch.jni.JniUtils;

import java.nio.file.Path;

/// What the engine's operations take, by its own record. It slows them a little.
public final class EngineTrace {

    private EngineTrace() {}

    /// Records work of the calling thread. One record at a time.
    ///
    /// @param file gets the record in Chrome's trace format, for chrome://tracing or
    ///   https://ui.perfetto.dev
    public static void record(Path file, Runnable work) {
        Engine.getEngine("PyTorch");
        JniUtils.startProfile(false, false, false);
        try {
            work.run();
        } finally {
            JniUtils.stopProfile(file.toString());
        }
    }
}
