package lotic.standalone.command;

import lotic.benchmarks.pixels.PictureBenchmark;
import lotic.standalone.source.Pictures;
import lotic.standalone.terminal.Figures;
import lotic.standalone.terminal.Terminal;

import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntConsumer;

/// Pictures that a benchmark works on, and how often.
final class PictureOptions {

    /// Files are held in memory while they are measured. More than this is left out.
    static final long BYTES_MAX = 256L << 20;

    @Option(names = "--threads", paramLabel = "N", description = "that work side by side")
    private int threads = 1;

    @Option(names = "--rounds", paramLabel = "N", description = "through all pictures, measured")
    private int rounds = 9;

    @Option(names = "--warm-up", paramLabel = "N", description = "rounds before, not measured")
    private int warmUp = 5;

    @Parameters(
            arity = "1..*",
            paramLabel = "PATH",
            description = "files, folders and WebDataset tars; the first 256 MiB are taken")
    private List<Path> paths = List.of();

    int threads() {
        return threads;
    }

    int rounds() {
        return rounds;
    }

    /// The benchmark of these pictures, which are read now.
    PictureBenchmark benchmark(List<byte[]> pictures) {
        return new PictureBenchmark(
                pictures, new PictureBenchmark.Options(threads, rounds, warmUp));
    }

    /// Reads the pictures into memory.
    List<byte[]> read() throws IOException {
        return Pictures.of(paths).inMemory(BYTES_MAX);
    }

    /// Tells people how far it is.
    IntConsumer progress(Terminal terminal, int pictures) {
        return over ->
                terminal.live(
                        over <= warmUp
                                ? "warming up: round %d of %d, %s pictures each"
                                        .formatted(over, warmUp, Figures.count(pictures))
                                : "round %d of %d".formatted(over - warmUp, rounds));
    }
}
