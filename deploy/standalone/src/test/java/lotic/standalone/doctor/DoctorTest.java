package lotic.standalone.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import lotic.standalone.doctor.Facts.Build;
import lotic.standalone.doctor.Facts.Folder;
import lotic.standalone.doctor.Facts.Gpu;
import lotic.standalone.doctor.Facts.Java;
import lotic.standalone.doctor.Facts.Library;
import lotic.standalone.doctor.Facts.Memory;
import lotic.standalone.doctor.Facts.Port;
import lotic.standalone.doctor.Facts.Processor;
import lotic.standalone.doctor.Finding.Grade;
import lotic.standalone.port.PortHolder;
import lotic.standalone.settings.Layers;
import lotic.standalone.settings.Settings;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.stream.Stream;

class DoctorTest {

    private static final long GIB = 1L << 30;

    private static final Path DATA = Path.of("/data/river");
    private static final Path CACHE = Path.of("/cache/lotic");
    private static final Java JAVA = new Java(25, "25.0.3+9-LTS", "Eclipse Adoptium");
    private static final Processor TWO_CORES =
            new Processor(2, new TreeSet<>(List.of("avx2", "avx512f")));
    private static final Memory ROOMY = new Memory(16 * GIB, 16 * GIB, 9 * GIB, GIB);
    private static final Port FREE = new Port("ingest.port", 7071, true, Optional.empty());
    private static final Library LOADS = loads("libtorch", "2.7.1");
    private static final Gpu NO_GPU = gpu(List.of(), Optional.empty(), false, 0);
    private static final Build BUILD =
            new Build("Lotic 1.0 on Kafka 4.3.1", false, Optional.empty());

    static Stream<Arguments> badFindings() {
        return Stream.of(
                found(
                        new Scene().java(new Java(21, "21.0.5", "Debian")),
                        Finding.bad(
                                "java",
                                "21.0.5, Debian",
                                "Lotic is built for Java 25: install it (apt install"
                                        + " openjdk-25-jdk, brew install openjdk@25) or set"
                                        + " JAVA_HOME to it")),
                found(
                        new Scene().processor(new Processor(1, new TreeSet<>())),
                        Finding.note(
                                "processor",
                                "1 core, no vector instructions that are known",
                                "give it two: one learns, one does the rest")),
                found(
                        new Scene().memory(new Memory(2 * GIB, 2 * GIB, GIB, GIB)),
                        Finding.bad(
                                "memory",
                                "2.1 GB, 1.1 GB free; ./lotic up takes 1.1 GB of it for Java's"
                                        + " heap",
                                "Lotic needs 3 GB: take a larger machine, or pull and embed only")),
                found(
                        new Scene().memory(new Memory(16 * GIB, 2 * GIB, GIB, GIB)),
                        Finding.bad(
                                "memory",
                                "2.1 GB of the machine's 17.2 GB, 1.1 GB free; ./lotic up takes 1.1"
                                        + " GB of it for Java's heap",
                                "the container's limit is too low: raise it to 3 GB or more, and"
                                        + " take --set trainer.preset=tiny below 6 GB")),
                found(
                        new Scene().memory(new Memory(4 * GIB, 4 * GIB, 3 * GIB, GIB)),
                        Finding.note(
                                "memory",
                                "4.3 GB, 3.2 GB free; ./lotic up takes 1.1 GB of it for Java's"
                                        + " heap",
                                "6 GB are comfortable for the preset small; --set"
                                        + " trainer.preset=tiny needs less")),
                found(
                        new Scene().memory(new Memory(8 * GIB, 8 * GIB, 7 * GIB, 6 * GIB)),
                        Finding.note(
                                "memory",
                                "8.6 GB, 7.5 GB free; ./lotic up takes 6.4 GB of it for Java's"
                                        + " heap",
                                "tensors, pictures and RocksDB live outside the heap: lower -Xmx"
                                        + " in LOTIC_JAVA_OPTIONS")),
                found(
                        new Scene().data(new Folder(DATA, OptionalLong.of(GIB / 2), true)),
                        Finding.bad(
                                "data folder",
                                "/data/river, 537 MB free",
                                "below 1.1 GB pictures are turned away"
                                        + " (ingest.free-disk-bytes-min): make room, or choose"
                                        + " another folder with --data")),
                found(
                        new Scene().data(new Folder(DATA, OptionalLong.of(9 * GIB), true)),
                        Finding.note(
                                "data folder",
                                "/data/river, 9.7 GB free",
                                "the embedded broker keeps up to 25.8 GB: lower"
                                        + " kafka.images-bytes-max, or choose another folder with"
                                        + " --data")),
                found(
                        new Scene().data(new Folder(DATA, OptionalLong.of(99 * GIB), false)),
                        Finding.bad(
                                "data folder",
                                "/data/river cannot be written",
                                "look at its rights, or choose another with --data")),
                found(
                        new Scene().cache(new Folder(CACHE, OptionalLong.empty(), true)),
                        Finding.bad(
                                "cache folder",
                                "/cache/lotic cannot be written",
                                "look at its rights, or choose another with XDG_CACHE_HOME")),
                found(
                        new Scene().cache(new Folder(CACHE, OptionalLong.of(GIB / 4), true)),
                        Finding.note(
                                "cache folder",
                                "/cache/lotic, 268 MB free",
                                "native libraries are unpacked there and take half a gigabyte: make"
                                        + " room, or choose another with XDG_CACHE_HOME")),
                found(
                        new Scene().port(taken(Optional.of(new PortHolder(4711, "nginx", false)))),
                        Finding.bad(
                                "ingest.port",
                                "7071 is taken by process 4711 (nginx)",
                                "stop it, or choose another with --set ingest.port=PORT")),
                found(
                        new Scene()
                                .port(taken(Optional.of(new PortHolder(4711, "./lotic up", true)))),
                        Finding.good(
                                "ingest.port",
                                "7071 is in use by Lotic, process 4711 (./lotic up)")),
                found(
                        new Scene().port(taken(Optional.empty())),
                        Finding.note(
                                "ingest.port",
                                "7071 is taken, by whom this user may not see",
                                "fine if it is Lotic; else choose another with --set"
                                        + " ingest.port=PORT")),
                found(
                        new Scene().build(new Build("Lotic 1.0", true, Optional.empty())),
                        Finding.note(
                                "build",
                                "Lotic 1.0; no Maven",
                                "fine until a source changes: then install Maven 3.8 or newer (apt"
                                        + " install maven, brew install maven)")),
                broken(
                        "version `GLIBC_2.28' not found",
                        "this system's C library is too old: take a distribution of 2021 or later"),
                broken(
                        "libtorch.so: failed to map segment from shared object",
                        "/cache/lotic, or java.io.tmpdir, is on a disk that is mounted noexec: set"
                                + " XDG_CACHE_HOME and, in LOTIC_JAVA_OPTIONS, -Djava.io.tmpdir to"
                                + " folders that are not"),
                broken(
                        "No space left on device",
                        "make room for half a gigabyte in /cache/lotic and in the system's"
                                + " temporary folder"),
                broken(
                        "libgomp.so.1: cannot open shared object file",
                        "install the system library that is named, or empty /cache/lotic if it"
                                + " names one of Lotic's own"),
                broken(
                        "no jniopencv in java.library.path",
                        "Lotic runs on Linux x86-64 with glibc; there, empty /cache/lotic and try"
                                + " again"),
                found(
                        new Scene().gpu(gpu(List.of("H200"), Optional.of("570.86"), true, 0)),
                        Finding.note(
                                "gpu",
                                "there is one (H200), but this libtorch does not see it, so"
                                        + " learning uses the CPU",
                                "get libtorch 2.7.1 for CUDA 12.8 and set PYTORCH_LIBRARY_PATH to"
                                        + " its lib folder, PYTORCH_VERSION=2.7.1 and"
                                        + " PYTORCH_FLAVOR=cu128")),
                found(
                        new Scene().gpu(gpu(List.of(), Optional.empty(), true, 0)),
                        Finding.note(
                                "gpu",
                                "there is one, but this libtorch does not see it, so learning uses"
                                        + " the CPU",
                                "its driver does not answer: see nvidia-smi")),
                found(
                        new Scene().gpu(gpu(List.of(), Optional.of("570.86"), false, 0)),
                        Finding.note(
                                "gpu",
                                "the driver 570.86 is loaded, but no card is handed to this system",
                                "start the container with the card (docker run --gpus all)")),
                found(
                        new Scene().gpu(gpu(List.of("H200"), Optional.of("570.86"), true, 1)),
                        Finding.good("gpu", "1 found (H200), learning uses the first")));
    }

    @ParameterizedTest
    @MethodSource("badFindings")
    void whatIsFoundComesWithItsRemedy(Scene scene, Finding finding) {
        assertThat(Judgement.of(scene.facts())).contains(finding);
    }

    @Test
    void aMachineAsItShouldBeNeedsNoAdvice() {
        assertThat(Judgement.of(new Scene().facts()))
                .allMatch(finding -> finding.grade() == Grade.GOOD)
                .allMatch(finding -> finding.advice().isEmpty());
    }

    @Test
    void nothingButGoodComesWithoutAdvice() {
        Settings settings =
                Settings.of(
                        new Layers(Map.of(), Map.of(), Optional.empty(), Map.of()),
                        Map.of(),
                        "river");

        List<Finding> findings = Doctor.examine(settings, Map.of());

        assertThat(findings)
                .extracting(Finding::subject)
                .containsExactly(
                        "build",
                        "java",
                        "processor",
                        "memory",
                        "data folder",
                        "cache folder",
                        "broker.port",
                        "ingest.port",
                        "trainer.port",
                        "registry.port",
                        "rocksdb",
                        "opencv",
                        "libtorch",
                        "onnxruntime",
                        "gpu");
        assertThat(findings)
                .allSatisfy(
                        finding ->
                                assertThat(finding.advice().isEmpty())
                                        .as(finding.toString())
                                        .isEqualTo(finding.grade() == Grade.GOOD));
    }

    @Test
    void aLibraryThatFailsSaysWhyWithItsInnermostWords() {
        Library library =
                NativeCode.attempt(
                        "libtorch",
                        () -> {
                            throw new IllegalStateException(
                                    "failed to load",
                                    new UnsatisfiedLinkError("no torch\nin a stack"));
                        });

        assertThat(library)
                .isEqualTo(new Library("libtorch", Optional.empty(), Optional.of("no torch")));
    }

    @Test
    void theHeapIsTheOneThatTheLauncherGives() throws IOException {
        String launcher = Files.readString(Path.of("../../lotic"));

        assertThat(launcher)
                .containsPattern(
                        "up \\| demo \\| warm\\)[^;]*-Xmx%dg ".formatted(Look.HEAP_BYTES / GIB));
    }

    private static Arguments found(Scene scene, Finding finding) {
        return Arguments.of(scene, finding);
    }

    private static Arguments broken(String failure, String remedy) {
        Library library = new Library("opencv", Optional.empty(), Optional.of(failure));
        return found(
                new Scene().library(library),
                Finding.bad("opencv", "does not load: " + failure, remedy));
    }

    private static Library loads(String name, String version) {
        return new Library(name, Optional.of(version), Optional.empty());
    }

    private static Port taken(Optional<PortHolder> holder) {
        return new Port("ingest.port", 7071, false, holder);
    }

    private static Gpu gpu(List<String> cards, Optional<String> driver, boolean device, int seen) {
        return new Gpu(cards, driver, device, seen, Optional.of("2.7.1"));
    }

    /// A machine as it should be, but for what a test changes.
    private static final class Scene {

        private Java java = JAVA;
        private Processor processor = TWO_CORES;
        private Memory memory = ROOMY;
        private Folder data = new Folder(DATA, OptionalLong.of(99 * GIB), true);
        private Folder cache = new Folder(CACHE, OptionalLong.of(99 * GIB), true);
        private Port port = FREE;
        private Library library = LOADS;
        private Gpu gpu = NO_GPU;
        private Build build = BUILD;

        Scene java(Java other) {
            java = other;
            return this;
        }

        Scene processor(Processor other) {
            processor = other;
            return this;
        }

        Scene memory(Memory other) {
            memory = other;
            return this;
        }

        Scene data(Folder other) {
            data = other;
            return this;
        }

        Scene cache(Folder other) {
            cache = other;
            return this;
        }

        Scene port(Port other) {
            port = other;
            return this;
        }

        Scene library(Library other) {
            library = other;
            return this;
        }

        Scene gpu(Gpu other) {
            gpu = other;
            return this;
        }

        Scene build(Build other) {
            build = other;
            return this;
        }

        Facts facts() {
            return new Facts(
                    java,
                    processor,
                    memory,
                    data,
                    24 * GIB,
                    GIB,
                    cache,
                    List.of(port),
                    List.of(library),
                    gpu,
                    build);
        }
    }
}
