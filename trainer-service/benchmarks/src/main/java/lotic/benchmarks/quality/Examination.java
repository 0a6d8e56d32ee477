package lotic.benchmarks.quality;

import lotic.learning.Embedder;
import lotic.learning.evaluation.EffectiveRank;
import lotic.learning.evaluation.Features;
import lotic.learning.evaluation.KnnProbe;
import lotic.learning.evaluation.Thumbnails;
import lotic.pixels.EvaluationView;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// Held-out pictures, rendered once, on which networks are examined.
final class Examination {

    private static final int BATCH = 100;
    private static final int CHANNELS = 3;

    private final int size;
    private final Part bank;
    private final Part queries;

    /// @param batches each direct, [#BATCH] pictures
    @SuppressWarnings("ArrayRecordComponent") // owned by the examination alone
    private record Part(List<ByteBuffer> batches, int[] labels) {}

    /// @param knn share of the queries that get their own class
    /// @param rank effective rank of the bank's features
    record Mark(double knn, double rank) {}

    private Examination(int size, Part bank, Part queries) {
        this.size = size;
        this.bank = bank;
        this.queries = queries;
    }

    /// @param pictures the bank's first, then the queries'
    /// @param bankSize a multiple of 100, as is the number of queries
    static Examination of(EvaluationView view, List<LabelledPicture> pictures, int bankSize) {
        if (bankSize % BATCH != 0 || pictures.size() % BATCH != 0) {
            throw new IllegalArgumentException(
                    "a bank of %d and %d queries: give multiples of %d"
                            .formatted(bankSize, pictures.size() - bankSize, BATCH));
        }
        List<String> classes =
                pictures.stream().map(LabelledPicture::label).distinct().sorted().toList();
        return new Examination(
                view.size(),
                rendered(view, pictures.subList(0, bankSize), classes),
                rendered(view, pictures.subList(bankSize, pictures.size()), classes));
    }

    private static Part rendered(
            EvaluationView view, List<LabelledPicture> pictures, List<String> classes) {
        List<ByteBuffer> batches = new ArrayList<>();
        for (int from = 0; from < pictures.size(); from += BATCH) {
            ByteBuffer pixels =
                    ByteBuffer.allocateDirect(BATCH * view.size() * view.size() * CHANNELS);
            for (LabelledPicture picture : pictures.subList(from, from + BATCH)) {
                view.render(picture.image(), pixels);
            }
            batches.add(pixels.flip());
        }
        return new Part(
                batches,
                pictures.stream().mapToInt(picture -> classes.indexOf(picture.label())).toArray());
    }

    /// Replaces an untrained network's statistics by those of the bank.
    void calibrate(Embedder embedder) {
        embedder.calibrate(bank.batches(), BATCH);
    }

    Mark mark(Embedder embedder) {
        Features known = embedded(embedder, bank);
        double knn =
                KnnProbe.STANDARD.accuracy(
                        known, bank.labels(), embedded(embedder, queries), queries.labels());
        return new Mark(knn, EffectiveRank.of(known));
    }

    /// The accuracy of bare pixels.
    ///
    /// @param side of the thumbnails, a divisor of the view's size
    double markThumbnails(int side) {
        return KnnProbe.STANDARD.accuracy(
                thumbnails(bank, side), bank.labels(), thumbnails(queries, side), queries.labels());
    }

    private static Features embedded(Embedder embedder, Part part) {
        float[] values = new float[part.labels().length * embedder.dimension()];
        int at = 0;
        for (ByteBuffer batch : part.batches()) {
            float[] features = embedder.embed(batch, BATCH);
            System.arraycopy(features, 0, values, at, features.length);
            at += features.length;
        }
        return new Features(part.labels().length, embedder.dimension(), values);
    }

    private Features thumbnails(Part part, int side) {
        int dimension = side * side * CHANNELS;
        float[] values = new float[part.labels().length * dimension];
        int at = 0;
        for (ByteBuffer batch : part.batches()) {
            Features features = Thumbnails.of(batch, BATCH, size, side);
            System.arraycopy(features.values(), 0, values, at, features.values().length);
            at += features.values().length;
        }
        return new Features(part.labels().length, dimension, values);
    }
}
