package lotic.standalone.doctor;

import ai.djl.engine.Engine;

import org.bytedeco.javacpp.Loader;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.rocksdb.RocksDB;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;

/// The libraries that are not Java, each tried in earnest.
final class NativeCode {

    private static final Path NVIDIA = Path.of("/dev/nvidia0");

    private NativeCode() {}

    static Finding storage() {
        return attempt(
                "rocksdb",
                () -> {
                    RocksDB.loadLibrary();
                    return Finding.good("rocksdb", RocksDB.rocksdbVersion() + " loads");
                });
    }

    static Finding decoder() {
        return attempt(
                "opencv",
                () -> {
                    Loader.load(opencv_imgcodecs.class);
                    return Finding.good("opencv", opencv_core.CV_VERSION + " loads");
                });
    }

    static Finding engine() {
        return attempt(
                "libtorch",
                () -> {
                    Engine engine = Engine.getEngine("PyTorch");
                    return Finding.good("libtorch", engine.getVersion() + " loads");
                });
    }

    static Finding gpu() {
        return attempt(
                "gpu",
                () -> {
                    Engine engine = Engine.getEngine("PyTorch");
                    int count = engine.getGpuCount();
                    if (count > 0) {
                        return Finding.good("gpu", count + " found, learning uses the first");
                    }
                    return Files.exists(NVIDIA)
                            ? Finding.note(
                                    "gpu",
                                    "there is one, but this libtorch is for the CPU, so learning"
                                            + " uses the CPU",
                                    "get libtorch "
                                            + engine.getVersion()
                                            + " for CUDA 12.8 and set PYTORCH_LIBRARY_PATH to its"
                                            + " lib folder, PYTORCH_VERSION="
                                            + engine.getVersion()
                                            + " and PYTORCH_FLAVOR=cu128")
                            : Finding.good("gpu", "none, learning uses the CPU");
                });
    }

    /// A library that does not load says so with an error, and nothing is known about which.
    private static Finding attempt(String subject, Supplier<Finding> look) {
        try {
            return look.get();
        } catch (RuntimeException | LinkageError e) {
            return Finding.bad(
                    subject,
                    "does not load: " + e.getMessage(),
                    "see README.md for the platforms that Lotic runs on");
        }
    }
}
