package lotic.standalone.evaluate;

import lotic.learning.Embedder;
import lotic.learning.evaluation.Features;
import lotic.learning.evaluation.FineTuning;
import lotic.learning.evaluation.LabelledFeatures;
import lotic.learning.evaluation.LinearProbe;
import lotic.learning.evaluation.LowShot;
import lotic.pixels.MultiCrop;
import lotic.standalone.source.Pictures;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/// Judges one version. Deterministic for a kind of device and a number of threads: the same
/// version, pictures and settings give the same report.
public final class EvaluationRun {

    private static final int CLASSES_MIN = 2;

    /// The share of the heap that features may take.
    private static final double HEAP_SHARE = 0.7;

    private final JudgedVersion version;
    private final EvaluationSettings settings;
    private final SortedMap<Integer, FineTuning> lowShotTuning;
    private final Onlooker onlooker;

    public EvaluationRun(JudgedVersion version, EvaluationSettings settings, Onlooker onlooker) {
        this(version, settings, EvaluationSettings.SWAV_LOW_SHOT, onlooker);
    }

    /// @param lowShotTuning in place of SwAV's recipes, by percents of all images
    EvaluationRun(
            JudgedVersion version,
            EvaluationSettings settings,
            SortedMap<Integer, FineTuning> lowShotTuning,
            Onlooker onlooker) {
        this.version = version;
        this.settings = settings;
        this.lowShotTuning = lowShotTuning;
        this.onlooker = onlooker;
    }

    /// A report, and the features on which it stands.
    public record Result(EvaluationReport report, FeatureSet train, FeatureSet test) {}

    /// Judges the version.
    ///
    /// @param data labelled pictures to learn from
    /// @param testData pictures to be judged by; without them a fifth of the others is taken
    /// @throws EvaluationException if the pictures do not do, saying why
    /// @throws InterruptedException if the thread is interrupted, within a batch's or epoch's time
    public Result run(Pictures data, Optional<Pictures> testData)
            throws IOException, InterruptedException {
        try (PictureStore store = PictureStore.open()) {
            PictureSet all = PictureSet.read(data, store, "pictures", onlooker);
            PictureSet train = all;
            PictureSet test;
            if (testData.isPresent()) {
                test = PictureSet.read(testData.get(), store, "test pictures", onlooker);
            } else {
                var parts = all.split(picture -> Role.of(picture.sha256()) == Role.TRAIN);
                train = parts.first();
                test = parts.rest();
            }
            mustDo(train, test);
            return judge(train, test, testData.isEmpty(), store);
        }
    }

    private static void mustDo(PictureSet train, PictureSet test) {
        SortedSet<String> classes = train.labels();
        if (classes.isEmpty() || test.pictures().isEmpty()) {
            throw new EvaluationException(
                    "There are %d labelled pictures to learn from and %d to be judged by (%d have no label). A label is a file .cls beside its picture, in a tar or a folder."
                            .formatted(
                                    train.pictures().size(),
                                    test.pictures().size(),
                                    Math.max(train.unlabelled(), test.unlabelled())));
        }
        if (classes.size() < CLASSES_MIN) {
            throw new EvaluationException(
                    "All %d training pictures have the label %s; give pictures of two classes or more."
                            .formatted(train.pictures().size(), classes.first()));
        }
        SortedSet<String> unknown = test.labels();
        unknown.removeAll(classes);
        if (!unknown.isEmpty()) {
            throw new EvaluationException(
                    "%d of the test pictures' classes are unknown to the training pictures, such as %s; give training pictures of them, or leave them out."
                            .formatted(unknown.size(), unknown.first()));
        }
    }

    private Result judge(PictureSet train, PictureSet test, boolean split, PictureStore store)
            throws InterruptedException {
        List<String> classes;
        FeatureSet known;
        FeatureSet asked;
        LabelledFeatures looks;
        try (Embedder embedder =
                        Embedder.of(
                                version.trunk(),
                                version.view().size(),
                                version.state(),
                                settings.compute());
                Renderer renderer = new Renderer(settings.compute().threads())) {
            mustFit(train.pictures().size(), test.pictures().size(), embedder.dimension());
            var embedding = new Embedding(embedder, version.view(), store, renderer);
            var trainCentres = embedding.centres(train, "training pictures", onlooker);
            var testCentres = embedding.centres(test, "test pictures", onlooker);
            mustDo(trainCentres.pictures(), testCentres.pictures());
            classes = List.copyOf(trainCentres.pictures().labels());
            known = FeatureSet.of(trainCentres, classes);
            asked = FeatureSet.of(testCentres, classes);
            looks = known.labelled();
            if (learns() && settings.crops() > 0) {
                List<Features> crops = new ArrayList<>();
                for (int look = 0; look < settings.crops(); look++) {
                    String what = "crops %d of %d".formatted(look + 1, settings.crops());
                    crops.add(
                            embedding.crops(
                                    known.pictures(), settings.seed(), look, what, onlooker));
                }
                looks = new LabelledFeatures(crops, known.labels(), classes.size());
            }
        }
        EvaluationReport report =
                new EvaluationReport(
                        version,
                        settings,
                        known.features().dimension(),
                        EvaluationReport.Part.of(known.pictures()),
                        EvaluationReport.Part.of(asked.pictures()),
                        split,
                        shared(known.pictures(), asked.pictures()),
                        classes.size(),
                        does(Protocol.KNN) ? knn(known, asked) : List.of(),
                        does(Protocol.LINEAR) ? linear(looks, asked) : List.of(),
                        does(Protocol.LOW_SHOT) ? lowShot(known, looks, asked) : List.of(),
                        does(Protocol.FINE_TUNE)
                                ? Optional.of(fineTuned(known, asked, store))
                                : Optional.empty(),
                        does(Protocol.LOW_SHOT_FINE_TUNE)
                                ? lowShotTuned(known, asked, store)
                                : List.of());
        return new Result(report, known, asked);
    }

    private boolean does(Protocol protocol) {
        return settings.protocols().contains(protocol);
    }

    private boolean learns() {
        return does(Protocol.LINEAR) || does(Protocol.LOW_SHOT);
    }

    private void mustFit(int train, int test, int dimension) {
        long looks = 1L + (learns() ? settings.crops() : 0);
        // Nearest neighbours work on copies of unit length.
        long copied = does(Protocol.KNN) ? (long) train + test : 0;
        long bytes = (looks * train + test + copied) * dimension * Float.BYTES;
        long numbers = (long) Math.max(train, test) * dimension;
        if (numbers > Integer.MAX_VALUE) {
            throw new EvaluationException(
                    "%d pictures with %d features each are more than one array holds; give fewer pictures."
                            .formatted(Math.max(train, test), dimension));
        }
        long room = (long) (HEAP_SHARE * Runtime.getRuntime().maxMemory());
        if (bytes > room) {
            throw new EvaluationException(
                    "Features of %d looks at %d pictures take %d MiB of memory, and there is room for %d. Give fewer with --crops, or more memory with LOTIC_JAVA_OPTIONS=-Xmx%dg."
                            .formatted(
                                    looks,
                                    train,
                                    bytes >> 20,
                                    room >> 20,
                                    1 + (long) (bytes / HEAP_SHARE) / (1 << 30)));
        }
    }

    private double fineTuned(FeatureSet known, FeatureSet asked, PictureStore store)
            throws InterruptedException {
        try (Renderer renderer = new Renderer(settings.compute().threads())) {
            FineTuning recipe = settings.fineTuning();
            MultiCrop crops = Tuning.views(version.view().size());
            var tuning = new Tuning(version, settings, recipe, crops, store, renderer, onlooker);
            int[] all = IntStream.range(0, known.labels().length).toArray();
            return switch (tuning.run(known, all, asked, "pictures of")) {
                case Attempt.Judged<Double>(Double accuracy) -> accuracy;
                case Attempt.Skipped<Double>(String why) ->
                        throw new EvaluationException(
                                "Fine-tuning %s; give a smaller rate than %s with --tune-rate."
                                        .formatted(why, recipe.rate()));
            };
        }
    }

    private List<EvaluationReport.FewLabelsTuned> lowShotTuned(
            FeatureSet known, FeatureSet asked, PictureStore store) throws InterruptedException {
        try (Renderer renderer = new Renderer(settings.compute().threads())) {
            return new LowShotTuning(version, settings, lowShotTuning, store, renderer, onlooker)
                    .run(known, asked);
        }
    }

    private static long shared(PictureSet train, PictureSet test) {
        Set<String> known = new HashSet<>();
        train.pictures().forEach(picture -> known.add(picture.sha256()));
        return test.pictures().stream().filter(it -> known.contains(it.sha256())).count();
    }

    private List<EvaluationReport.Knn> knn(FeatureSet known, FeatureSet asked) {
        List<EvaluationReport.Knn> found = new ArrayList<>();
        EvaluationSettings.knn()
                .forEach(
                        (name, probe) -> {
                            onlooker.at("nearest neighbours, " + name, 0, 1);
                            double accuracy =
                                    probe.accuracy(
                                            known.features(),
                                            known.labels(),
                                            asked.features(),
                                            asked.labels());
                            found.add(new EvaluationReport.Knn(name, probe, accuracy));
                        });
        return found;
    }

    private List<EvaluationReport.Linear> linear(LabelledFeatures looks, FeatureSet asked)
            throws InterruptedException {
        List<EvaluationReport.Linear> found = new ArrayList<>();
        for (Map.Entry<String, LinearProbe> recipe : EvaluationSettings.linear().entrySet()) {
            LinearProbe probe = recipe.getValue();
            IntConsumer told =
                    epoch ->
                            onlooker.at(
                                    "epochs of linear " + recipe.getKey(), epoch, probe.epochs());
            double accuracy = probe.fit(looks, settings.seed(), told).accuracy(asked.labelled());
            found.add(new EvaluationReport.Linear(recipe.getKey(), probe, accuracy));
        }
        return found;
    }

    private List<EvaluationReport.FewLabels> lowShot(
            FeatureSet known, LabelledFeatures looks, FeatureSet asked)
            throws InterruptedException {
        List<EvaluationReport.FewLabels> found = new ArrayList<>();
        Map<Integer, Attempt<LowShot.Outcome>> attempts = new HashMap<>();
        for (int images : EvaluationSettings.SHOTS) {
            found.add(fewLabels(images + " per class", images, known, looks, asked, attempts));
        }
        for (int percent : lowShotTuning.keySet()) {
            int images = LowShot.imagesPerClass(looks, percent / 100.0);
            found.add(fewLabels(percent + " %", images, known, looks, asked, attempts));
        }
        return found;
    }

    /// @param attempts those that were made: 1 % may be 10 of each class, too
    private EvaluationReport.FewLabels fewLabels(
            String size,
            int imagesPerClass,
            FeatureSet known,
            LabelledFeatures looks,
            FeatureSet asked,
            Map<Integer, Attempt<LowShot.Outcome>> attempts)
            throws InterruptedException {
        Attempt<LowShot.Outcome> attempt = attempts.get(imagesPerClass);
        if (attempt == null) {
            LowShot lowShot = settings.lowShot();
            IntConsumer told =
                    draw -> onlooker.at("draws of low-shot, " + size, draw, settings.draws());
            Optional<String> lack = known.lack(imagesPerClass);
            attempt =
                    lack.isEmpty()
                            ? new Attempt.Judged<>(
                                    lowShot.judge(looks, asked.labelled(), imagesPerClass, told))
                            : new Attempt.Skipped<>(lack.get());
            attempts.put(imagesPerClass, attempt);
        }
        return new EvaluationReport.FewLabels(size, imagesPerClass, LinearProbe.SWAV, attempt);
    }
}
