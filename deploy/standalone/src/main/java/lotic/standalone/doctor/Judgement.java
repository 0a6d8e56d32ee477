package lotic.standalone.doctor;

import lotic.standalone.doctor.Facts.Folder;
import lotic.standalone.doctor.Facts.Gpu;
import lotic.standalone.doctor.Facts.Library;
import lotic.standalone.doctor.Facts.Memory;
import lotic.standalone.doctor.Facts.Port;
import lotic.standalone.folder.DataFolder;
import lotic.standalone.terminal.Figures;

import java.util.ArrayList;
import java.util.List;

/// What the facts mean for Lotic. Pure: the same facts have the same findings.
final class Judgement {

    private static final int JAVA = 25;
    private static final int CORES_GOOD = 2;

    /// An `up` with the smallest preset, measured, and some.
    private static final long MEMORY_BYTES_MIN = 3L << 30;

    private static final long MEMORY_BYTES_GOOD = 6L << 30;

    /// libtorch, OpenCV, RocksDB and ONNX Runtime unpacked take half of it.
    private static final long CACHE_BYTES_MIN = 1L << 30;

    private Judgement() {}

    /// Judges everything, in the order in which people look.
    static List<Finding> of(Facts facts) {
        List<Finding> findings = new ArrayList<>();
        findings.add(build(facts.build()));
        findings.add(java(facts.java()));
        findings.add(processor(facts.processor()));
        findings.add(memory(facts.memory()));
        findings.add(data(facts));
        findings.add(cache(facts.cache()));
        facts.ports().forEach(port -> findings.add(port(port)));
        facts.libraries().forEach(library -> findings.add(library(library, facts.cache())));
        findings.add(gpu(facts.gpu()));
        return findings;
    }

    private static Finding build(Facts.Build build) {
        return build.checkout() && build.maven().isEmpty()
                ? Finding.note(
                        "build",
                        build.versions() + "; no Maven",
                        "fine until a source changes: then install Maven 3.8 or newer (apt install"
                                + " maven, brew install maven)")
                : Finding.good("build", build.versions());
    }

    private static Finding java(Facts.Java java) {
        String fact = "%s, %s".formatted(java.version(), java.vendor());
        return java.feature() == JAVA
                ? Finding.good("java", fact)
                : Finding.bad(
                        "java",
                        fact,
                        "Lotic is built for Java %d: install it (apt install openjdk-25-jdk, brew install openjdk@25) or set JAVA_HOME to it"
                                .formatted(JAVA));
    }

    private static Finding processor(Facts.Processor processor) {
        String fact =
                "%s %s"
                        .formatted(
                                processor.cores() == 1 ? "1 core," : processor.cores() + " cores,",
                                processor.flags().isEmpty()
                                        ? "no vector instructions that are known"
                                        : String.join(" ", processor.flags()));
        return processor.cores() >= CORES_GOOD
                ? Finding.good("processor", fact)
                : Finding.note("processor", fact, "give it two: one learns, one does the rest");
    }

    private static Finding memory(Memory memory) {
        String limit =
                memory.usableBytes() < memory.machineBytes()
                        ? " of the machine's %s".formatted(Figures.bytes(memory.machineBytes()))
                        : "";
        String fact =
                "%s%s, %s free; ./lotic up takes %s of it for Java's heap"
                        .formatted(
                                Figures.bytes(memory.usableBytes()),
                                limit,
                                Figures.bytes(memory.freeBytes()),
                                Figures.bytes(memory.heapBytes()));
        boolean limited = !limit.isEmpty();
        if (memory.usableBytes() < MEMORY_BYTES_MIN) {
            return Finding.bad(
                    "memory",
                    fact,
                    limited
                            ? "the container's limit is too low: raise it to 3 GB or more, and take"
                                    + " --set trainer.preset=tiny below 6 GB"
                            : "Lotic needs 3 GB: take a larger machine, or pull and embed only");
        }
        if (memory.heapBytes() > memory.usableBytes() / 2) {
            return Finding.note(
                    "memory",
                    fact,
                    "tensors, pictures and RocksDB live outside the heap: lower -Xmx in"
                            + " LOTIC_JAVA_OPTIONS");
        }
        return memory.usableBytes() < MEMORY_BYTES_GOOD
                ? Finding.note(
                        "memory",
                        fact,
                        "6 GB are comfortable for the preset small; --set trainer.preset=tiny"
                                + " needs less")
                : Finding.good("memory", fact);
    }

    private static Finding data(Facts facts) {
        Folder folder = facts.data();
        if (!folder.writable() || folder.freeBytes().isEmpty()) {
            return unwritable("data folder", folder, "choose another with --data");
        }
        long free = folder.freeBytes().getAsLong();
        String fact = free(folder, free);
        if (free <= facts.reserveBytes()) {
            return Finding.bad(
                    "data folder",
                    fact,
                    "below %s pictures are turned away (ingest.free-disk-bytes-min): make room, or choose another folder with --data"
                            .formatted(Figures.bytes(facts.reserveBytes())));
        }
        return free - facts.reserveBytes() < facts.logBytesMax()
                ? Finding.note(
                        "data folder",
                        fact,
                        "the embedded broker keeps up to %s: lower kafka.images-bytes-max, or choose another folder with --data"
                                .formatted(Figures.bytes(facts.logBytesMax())))
                : Finding.good("data folder", fact);
    }

    private static Finding cache(Folder folder) {
        if (!folder.writable() || folder.freeBytes().isEmpty()) {
            return unwritable("cache folder", folder, "choose another with XDG_CACHE_HOME");
        }
        long free = folder.freeBytes().getAsLong();
        return free < CACHE_BYTES_MIN
                ? Finding.note(
                        "cache folder",
                        free(folder, free),
                        "native libraries are unpacked there and take half a gigabyte: make room,"
                                + " or choose another with XDG_CACHE_HOME")
                : Finding.good("cache folder", free(folder, free));
    }

    private static Finding unwritable(String subject, Folder folder, String otherwise) {
        return Finding.bad(
                subject,
                "%s cannot be written".formatted(DataFolder.shown(folder.path())),
                "look at its rights, or " + otherwise);
    }

    private static String free(Folder folder, long free) {
        return "%s, %s free".formatted(DataFolder.shown(folder.path()), Figures.bytes(free));
    }

    private static Finding port(Port port) {
        if (port.free()) {
            return Finding.good(port.key(), port.number() + " is free");
        }
        String another = "choose another with --set %s=PORT".formatted(port.key());
        return port.holder()
                .map(
                        holder ->
                                holder.lotic()
                                        ? Finding.good(
                                                port.key(),
                                                "%d is in use by Lotic, %s"
                                                        .formatted(port.number(), holder.words()))
                                        : Finding.bad(
                                                port.key(),
                                                "%d is taken by %s"
                                                        .formatted(port.number(), holder.words()),
                                                "stop it, or " + another))
                .orElseGet(
                        () ->
                                Finding.note(
                                        port.key(),
                                        "%d is taken, by whom this user may not see"
                                                .formatted(port.number()),
                                        "fine if it is Lotic; else " + another));
    }

    private static Finding library(Library library, Folder cache) {
        return library.failure()
                .map(
                        failure ->
                                Finding.bad(
                                        library.name(),
                                        "does not load: " + failure,
                                        remedy(failure, cache)))
                .orElseGet(
                        () ->
                                Finding.good(
                                        library.name(),
                                        library.version().orElse("unknown version") + " loads"));
    }

    /// The dynamic linker has few complaints; each has a cause that its words do not say.
    private static String remedy(String failure, Folder cache) {
        String folder = DataFolder.shown(cache.path());
        if (failure.contains("GLIBC") || failure.contains("GLIBCXX")) {
            return "this system's C library is too old: take a distribution of 2021 or later";
        }
        if (failure.contains("failed to map segment") || failure.contains("noexec")) {
            return "%s, or java.io.tmpdir, is on a disk that is mounted noexec: set XDG_CACHE_HOME and, in LOTIC_JAVA_OPTIONS, -Djava.io.tmpdir to folders that are not"
                    .formatted(folder);
        }
        if (failure.contains("No space left")) {
            return "make room for half a gigabyte in %s and in the system's temporary folder"
                    .formatted(folder);
        }
        if (failure.contains("cannot open shared object file")) {
            return "install the system library that is named, or empty %s if it names one of Lotic's own"
                    .formatted(folder);
        }
        return "Lotic runs on Linux x86-64 with glibc; there, empty %s and try again"
                .formatted(folder);
    }

    private static Finding gpu(Gpu gpu) {
        String cards = gpu.cards().isEmpty() ? "" : " (" + String.join(", ", gpu.cards()) + ")";
        if (gpu.seen() > 0) {
            return Finding.good(
                    "gpu", "%d found%s, learning uses the first".formatted(gpu.seen(), cards));
        }
        if (gpu.device()) {
            return Finding.note(
                    "gpu",
                    "there is one%s, but this libtorch does not see it, so learning uses the CPU"
                            .formatted(cards),
                    gpu.driver().isEmpty()
                            ? "its driver does not answer: see nvidia-smi"
                            : gpu.libtorch().map(Judgement::cudaLibtorch).orElse("mend libtorch"));
        }
        return gpu.driver()
                .map(
                        version ->
                                Finding.note(
                                        "gpu",
                                        "the driver %s is loaded, but no card is handed to this system"
                                                .formatted(version),
                                        "start the container with the card (docker run --gpus"
                                                + " all)"))
                .orElseGet(() -> Finding.good("gpu", "none, learning uses the CPU"));
    }

    private static String cudaLibtorch(String version) {
        return "get libtorch %1$s for CUDA 12.8 and set PYTORCH_LIBRARY_PATH to its lib folder, PYTORCH_VERSION=%1$s and PYTORCH_FLAVOR=cu128"
                .formatted(version);
    }
}
