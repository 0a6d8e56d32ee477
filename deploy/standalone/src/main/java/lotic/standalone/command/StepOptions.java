package lotic.standalone.command;

import lotic.benchmarks.StepBenchmark;
import lotic.learning.ops.Activations;
import lotic.learning.recipe.MemorySpec;
import lotic.learning.recipe.Precision;

import picocli.CommandLine.Option;

/// The step that a benchmark makes.
final class StepOptions {

    @Option(names = "--trunk", paramLabel = "NAME", description = "timm's name of a RegNetY")
    private String trunk = "regnety_002";

    @Option(
            names = "--crops",
            paramLabel = "GROUPS",
            description = "count and size of the crops of an image")
    private String crops = "2x64,4x40";

    @Option(names = "--batch", paramLabel = "N", description = "images a step")
    private int batch = 128;

    @Option(names = "--prototypes", paramLabel = "K", description = "prototypes of SwAV")
    private int prototypes = 300;

    @Option(names = "--precision", paramLabel = "P", description = "${COMPLETION-CANDIDATES}")
    private Precision precision = Precision.FP32;

    @Option(
            names = "--activations",
            paramLabel = "A",
            description = "of the trunk's blocks: ${COMPLETION-CANDIDATES}")
    private Activations activations = Activations.KEPT;

    @Option(
            names = "--micro-batches",
            paramLabel = "N",
            description = "whose gradients are averaged in a step")
    private int microBatches = 1;

    @Option(names = "--threads", paramLabel = "N", description = "of the engine")
    private int threads = 2;

    int batch() {
        return batch;
    }

    /// The step as the benchmark takes it.
    ///
    /// @param steps that are measured
    /// @param warmUp steps before
    StepBenchmark.Options options(int steps, int warmUp) {
        return new StepBenchmark.Options(
                trunk,
                crops,
                batch,
                prototypes,
                precision,
                new MemorySpec(activations, microBatches),
                threads,
                steps,
                warmUp);
    }
}
