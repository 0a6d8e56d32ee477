package lotic.benchmarks;

import lotic.learning.CropBatch;
import lotic.learning.Learner;
import lotic.learning.StepOutcome;
import lotic.learning.engine.Compute;
import lotic.learning.engine.EngineTrace;
import lotic.learning.recipe.MemorySpec;
import lotic.learning.recipe.ObjectiveSpec;
import lotic.learning.recipe.OptimizerSpec;
import lotic.learning.recipe.Precision;
import lotic.learning.recipe.RateSpec;
import lotic.learning.recipe.Recipe;
import lotic.learning.recipe.StartSpec;
import lotic.learning.recipe.TrunkSpec;
import lotic.pixels.Augmentation;
import lotic.pixels.CropGroup;
import lotic.pixels.EvaluationView;
import lotic.pixels.MultiCrop;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntConsumer;

/// Times the learner's step alone: random crops made once, no stream, no decoding.
public final class StepBenchmark {

    private static final int PROFILED_STEPS = 3;

    /// What is measured: SwAV with a head of 512 and 128, Sinkhorn of 3 rounds, LARC.
    ///
    /// @param trunk timm's name
    /// @param crops count and size of each group, such as `2x64,4x40`
    /// @param batch images per step
    /// @param prototypes K
    /// @param precision of convolutions
    /// @param memory how the step goes about with it
    /// @param threads of the engine
    /// @param steps measured, 1 or more
    /// @param warmUp steps made before, not measured
    public record Options(
            String trunk,
            String crops,
            int batch,
            int prototypes,
            Precision precision,
            MemorySpec memory,
            int threads,
            int steps,
            int warmUp) {

        public Options {
            if (steps < 1 || warmUp < 0) {
                throw new IllegalArgumentException(
                        "%d steps after %d of warm-up: give 1 or more after 0 or more"
                                .formatted(steps, warmUp));
            }
        }

        /// The same as a recipe for a run.
        public Recipe recipe() {
            return new Recipe(
                    new TrunkSpec.RegNetY(trunk),
                    new ObjectiveSpec.Swav(
                            prototypes, List.of(512), 128, true, 0.1, 3, 0.05, 0, 0, 0),
                    new OptimizerSpec.Larc(0.001, false, false, 0.9, 1e-6),
                    new RateSpec.Constant(0.6, 0.6, 0),
                    new MultiCrop(groups(), Augmentation.SWAV),
                    new EvaluationView(256, 224, EvaluationView.Interpolation.BILINEAR),
                    batch,
                    precision,
                    memory,
                    1,
                    new StartSpec.Seed());
        }

        /// What it runs on.
        public Compute compute() {
            return new Compute(Compute.Device.CPU, threads);
        }

        private List<CropGroup> groups() {
            return CropList.parse(crops);
        }
    }

    /// What came out.
    ///
    /// @param imagesPerS batch / median step
    /// @param stepMs median wall-clock milliseconds of a step
    /// @param stepMsMin fastest
    /// @param stepMsMax slowest
    /// @param cpuMs median milliseconds of CPU of the whole process per step
    /// @param memoryBeforeMb resident memory before the first step, weights included, in MiB
    /// @param memoryPeakMb the most that the process ever had, in MiB
    /// @param loss of the last step
    public record Result(
            double imagesPerS,
            double stepMs,
            double stepMsMin,
            double stepMsMax,
            double cpuMs,
            long memoryBeforeMb,
            long memoryPeakMb,
            double loss) {}

    private StepBenchmark() {}

    /// Measures.
    ///
    /// @param progress is told how many steps are made, those of the warm-up included
    public static Result run(Options options, IntConsumer progress) {
        List<Double> wallMs = new ArrayList<>();
        List<Double> cpuMs = new ArrayList<>();
        double loss = 0;
        long memoryBefore;
        CropBatch batch = batch(options);
        try (Learner learner = Learner.fresh(options.recipe(), options.compute())) {
            memoryBefore = ResidentMemory.mebibytes();
            for (int i = 0; i < options.warmUp() + options.steps(); i++) {
                long wall = System.nanoTime();
                double cpu = ProcessorTime.seconds();
                StepOutcome outcome = learner.step(batch);
                if (i >= options.warmUp()) {
                    wallMs.add((System.nanoTime() - wall) / 1e6);
                    cpuMs.add((ProcessorTime.seconds() - cpu) * 1e3);
                }
                loss = outcome.loss();
                progress.accept(i + 1);
            }
        }
        Spread wall = Spread.of(wallMs);
        return new Result(
                options.batch() * 1e3 / wall.median(),
                wall.median(),
                wall.min(),
                wall.max(),
                Spread.of(cpuMs).median(),
                memoryBefore,
                ResidentMemory.peakMebibytes(),
                loss);
    }

    /// Records where the time of some further steps goes, after the warm-up.
    ///
    /// @param trace gets the engine's record, in Chrome's trace format
    public static StepProfile profile(Options options, Path trace) throws IOException {
        CropBatch batch = batch(options);
        try (Learner learner = Learner.fresh(options.recipe(), options.compute())) {
            for (int i = 0; i < options.warmUp(); i++) {
                learner.step(batch);
            }
            EngineTrace.record(
                    trace,
                    () -> {
                        for (int i = 0; i < PROFILED_STEPS; i++) {
                            learner.step(batch);
                        }
                    });
        }
        return StepProfile.read(trace, PROFILED_STEPS);
    }

    private static CropBatch batch(Options options) {
        SplittableRandom random = new SplittableRandom(1);
        List<ByteBuffer> groups = new ArrayList<>();
        for (CropGroup group : options.groups()) {
            byte[] noise = new byte[group.bytesPerImage() * options.batch()];
            random.nextBytes(noise);
            groups.add(ByteBuffer.allocateDirect(noise.length).put(noise).flip());
        }
        return new CropBatch(options.batch(), groups);
    }
}
