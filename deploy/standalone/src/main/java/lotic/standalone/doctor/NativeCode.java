package lotic.standalone.doctor;

import ai.djl.engine.Engine;
import ai.onnxruntime.OrtEnvironment;

import lotic.standalone.doctor.Facts.Gpu;
import lotic.standalone.doctor.Facts.Library;

import org.bytedeco.javacpp.Loader;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.rocksdb.RocksDB;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The libraries that are not Java, each tried in earnest.
final class NativeCode {

    private static final Path DEVICE = Path.of("/dev/nvidia0");
    private static final Pattern DRIVER =
            Pattern.compile("Kernel Module[^\\n]*?\\s(\\d+\\.[\\d.]+)");
    private static final Pattern MODEL = Pattern.compile("Model:\\s+(.+)");

    private NativeCode() {}

    static List<Library> libraries() {
        return List.of(
                attempt(
                        "rocksdb",
                        () -> {
                            RocksDB.loadLibrary();
                            return RocksDB.rocksdbVersion().toString();
                        }),
                attempt(
                        "opencv",
                        () -> {
                            Loader.load(opencv_imgcodecs.class);
                            return opencv_core.CV_VERSION;
                        }),
                attempt("libtorch", () -> Engine.getEngine("PyTorch").getVersion()),
                attempt("onnxruntime", NativeCode::onnxRuntime));
    }

    /// The engine names the version that it was written for, not the one that is here. It must be
    /// first: it makes the environment, of which there is one.
    private static String onnxRuntime() {
        Engine.getEngine("OnnxRuntime");
        return OrtEnvironment.getEnvironment().getVersion();
    }

    /// A library that does not load says so with an error of its choice.
    static Library attempt(String name, Callable<String> load) {
        try {
            return new Library(name, Optional.of(load.call()), Optional.empty());
        } catch (Exception | LinkageError e) {
            return new Library(name, Optional.empty(), Optional.of(rootMessage(e)));
        }
    }

    private static String rootMessage(Throwable failure) {
        Throwable root = failure;
        for (Throwable cause = root.getCause(); cause != null; cause = cause.getCause()) {
            root = cause;
        }
        return Objects.requireNonNullElse(root.getMessage(), root.toString())
                .lines()
                .findFirst()
                .orElse("no reason given");
    }

    /// @param proc where the driver tells of itself
    static Gpu gpu(Path proc) {
        Path driver = proc.resolve("driver").resolve("nvidia");
        Library engine = attempt("libtorch", () -> Engine.getEngine("PyTorch").getVersion());
        int seen = engine.version().isPresent() ? Engine.getEngine("PyTorch").getGpuCount() : 0;
        return new Gpu(
                cards(driver.resolve("gpus")),
                first(DRIVER, driver.resolve("version")),
                Files.exists(DEVICE),
                seen,
                engine.version());
    }

    private static List<String> cards(Path folder) {
        List<String> cards = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
                all.forEach(
                        card -> first(MODEL, card.resolve("information")).ifPresent(cards::add));
            } catch (IOException _) {
                // The names are decoration.
            }
        }
        return cards;
    }

    private static Optional<String> first(Pattern pattern, Path file) {
        try {
            Matcher found = pattern.matcher(Files.readString(file));
            return found.find() ? Optional.of(found.group(1).strip()) : Optional.empty();
        } catch (IOException _) {
            return Optional.empty();
        }
    }
}
