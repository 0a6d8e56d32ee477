package lotic.pixels;

import static org.bytedeco.opencv.global.opencv_core.setNumThreads;

/// Brings the native library into the process, once.
final class OpenCv {

    // JavaCPP by default refuses to allocate when the process grows beyond a multiple of the Java
    // heap. Beside a learning network it always does; our own buffers are bounded by Workbench.
    private static final String HEAP_LIMIT = "org.bytedeco.javacpp.maxBytes";
    private static final String PROCESS_LIMIT = "org.bytedeco.javacpp.maxPhysicalBytes";

    private OpenCv() {}

    static {
        if (System.getProperty(HEAP_LIMIT) == null) {
            System.setProperty(HEAP_LIMIT, "0");
        }
        if (System.getProperty(PROCESS_LIMIT) == null) {
            System.setProperty(PROCESS_LIMIT, "0");
        }
        // Many images at once keep the cores busy; threads within one would only get in their way.
        setNumThreads(0);
    }

    /// Returns when OpenCV can be called, with limits and threads as this room needs them.
    static void load() {
        // The static initialiser has done it.
    }
}
