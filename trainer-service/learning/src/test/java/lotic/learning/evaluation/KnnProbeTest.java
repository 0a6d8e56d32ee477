package lotic.learning.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import lotic.learning.state.GoldenTensors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Arrays;
import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

class KnnProbeTest {

    /// 200 bank rows and 50 queries of 5 classes, made with numpy in float64.
    private static final GoldenTensors GOLDEN = GoldenTensors.of("evaluation");

    private static final Features BANK = features("train", 16);
    private static final Features QUERIES = features("test", 16);
    private static final int[] LABELS = ints("train_labels");
    private static final int[] QUERY_LABELS = ints("test_labels");

    @Test
    void findsTheGoldenNeighboursInTheirOrder() {
        Neighbours nearest = Neighbours.find(BANK, QUERIES, Similarity.COSINE, 20);

        int[] found = IntStream.range(0, 50 * 20).map(i -> nearest.index(i / 20, i % 20)).toArray();
        assertThat(found).isEqualTo(ints("neighbours"));
    }

    @Test
    void theWeightedVoteIsTheGoldenOne() {
        assertThat(KnnProbe.STANDARD.predict(BANK, LABELS, QUERIES))
                .isEqualTo(ints("pred_weighted"));
        assertThat(KnnProbe.STANDARD.accuracy(BANK, LABELS, QUERIES, QUERY_LABELS)).isEqualTo(0.60);
    }

    @Test
    void theMajorityVoteIsTheReferencesButForItsTies() {
        double[] counts = GOLDEN.doubles("votes_uniform");
        int[] predictions = KnnProbe.MAJORITY.predict(BANK, LABELS, QUERIES);

        for (int query = 0; query < 50; query++) {
            double[] votes = Arrays.copyOfRange(counts, query * 5, query * 5 + 5);
            double most = Arrays.stream(votes).max().orElseThrow();
            assertThat(votes[predictions[query]]).as("query %d", query).isEqualTo(most);
        }
    }

    @Test
    void ofEqualCountsTheCloserNeighboursWin() {
        Features bank = new Features(2, 2, new float[] {1, 0.5f, 1, 0.1f});
        Features query = new Features(1, 2, new float[] {1, 0});

        int[] predictions = new KnnProbe(2, new Vote.Majority()).predict(bank, new int[2], query);
        int[] labelled =
                new KnnProbe(2, new Vote.Majority()).predict(bank, new int[] {0, 1}, query);

        assertThat(predictions).containsExactly(0);
        assertThat(labelled).containsExactly(1);
    }

    @Test
    void ofEquallySimilarImagesTheEarlierIsNearer() {
        Features bank = new Features(3, 1, new float[] {2, 1, 3});
        Features query = new Features(1, 1, new float[] {5});

        Neighbours nearest = Neighbours.find(bank, query, Similarity.COSINE, 2);

        assertThat(nearest.index(0, 0)).isEqualTo(0);
        assertThat(nearest.index(0, 1)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void agreesWithSortingAllSimilarities(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int dimension = random.nextInt(1, 40);
        Features bank = random(random, random.nextInt(1, 1500), dimension);
        Features queries = random(random, random.nextInt(1, 20), dimension);
        int count = Math.min(bank.rows(), random.nextInt(1, 30));

        Neighbours nearest = Neighbours.find(bank, queries, Similarity.COSINE, count);

        for (int query = 0; query < queries.rows(); query++) {
            double[] cosines = cosines(bank, queries, query);
            double[] sorted =
                    IntStream.range(0, bank.rows())
                            .boxed()
                            .sorted(Comparator.comparingDouble(row -> -cosines[row]))
                            .limit(count)
                            .mapToDouble(row -> cosines[row])
                            .toArray();
            for (int rank = 0; rank < count; rank++) {
                // float32 sums of up to 40 products of unit rows
                assertThat(cosines[nearest.index(query, rank)]).isCloseTo(sorted[rank], AT_FLOAT32);
                assertThat((double) nearest.similarity(query, rank))
                        .isCloseTo(sorted[rank], AT_FLOAT32);
            }
        }
    }

    private static final org.assertj.core.data.Offset<Double> AT_FLOAT32 =
            org.assertj.core.api.Assertions.within(1e-6);

    @Test
    void lengthDoesNotMatter() {
        float[] longer = BANK.values().clone();
        for (int i = 0; i < longer.length; i++) {
            longer[i] *= 1 << (i / 16 % 5);
        }

        int[] predictions =
                KnnProbe.STANDARD.predict(new Features(200, 16, longer), LABELS, QUERIES);

        assertThat(predictions).isEqualTo(ints("pred_weighted"));
    }

    /// Votes at temperature 1: exp(6) + exp(1) for class 1, exp(5) + exp(5) for class 0.
    @Test
    void theWeightedVoteIsTheOneByHand() {
        Features bank = new Features(4, 1, new float[] {5, 6, 5, 1});
        Features query = new Features(1, 1, new float[] {1});
        int[] labels = {0, 1, 0, 1};

        assertThat(byInnerProduct(4, 1).predict(bank, labels, query)).containsExactly(1);
        assertThat(byInnerProduct(3, 1.5).predict(bank, labels, query)).containsExactly(0);
        assertThat(byInnerProduct(1, 1.5).predict(bank, labels, query)).containsExactly(1);
    }

    @Test
    void innerProductsOfAnySizeCanVote() {
        Features bank = new Features(3, 1, new float[] {2e6f, 2e6f, 3e6f});
        Features query = new Features(1, 1, new float[] {1e6f});

        assertThat(KnnProbe.VISSL.predict(bank, new int[] {0, 0, 1}, query)).containsExactly(1);
    }

    private static KnnProbe byInnerProduct(int neighbours, double temperature) {
        return new KnnProbe(neighbours, Similarity.INNER_PRODUCT, new Vote.Weighted(temperature));
    }

    @Test
    void aBankSmallerThanItsNeighboursVotesAsAWhole() {
        Features bank = new Features(3, 1, new float[] {1, 1, 1});

        assertThat(KnnProbe.MAJORITY.predict(bank, new int[] {2, 1, 2}, bank)).containsOnly(2);
    }

    @Test
    void aRowOfZerosIsFarFromAllAndHarmsNothing() {
        Features bank = new Features(2, 2, new float[] {0, 0, 1, 1});
        Features query = new Features(1, 2, new float[] {1, 0});

        assertThat(new KnnProbe(1, new Vote.Majority()).predict(bank, new int[] {0, 1}, query))
                .containsExactly(1);
    }

    @Test
    void featuresThatCannotBeComparedAreRefused() {
        assertThatThrownBy(() -> KnnProbe.MAJORITY.predict(BANK, new int[3], QUERIES))
                .hasMessage("200 images have 3 labels");
        assertThatThrownBy(
                        () ->
                                KnnProbe.MAJORITY.predict(
                                        BANK, LABELS, new Features(1, 2, new float[] {1, 2})))
                .hasMessageContaining("16 numbers, the queries' 2");
        assertThatThrownBy(() -> new Features(1, 2, new float[] {1, Float.NaN}))
                .hasMessage("feature 1 of image 0 is NaN");
    }

    private static double[] cosines(Features bank, Features queries, int query) {
        double[] cosines = new double[bank.rows()];
        for (int row = 0; row < cosines.length; row++) {
            double dot = 0;
            double one = 0;
            double other = 0;
            for (int i = 0; i < bank.dimension(); i++) {
                double a = bank.values()[row * bank.dimension() + i];
                double b = queries.values()[query * bank.dimension() + i];
                dot += a * b;
                one += a * a;
                other += b * b;
            }
            cosines[row] = dot / Math.sqrt(one * other);
        }
        return cosines;
    }

    private static Features random(SplittableRandom random, int rows, int dimension) {
        float[] values = new float[rows * dimension];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextDouble(-1, 1);
        }
        return new Features(rows, dimension, values);
    }

    private static Features features(String name, int dimension) {
        double[] golden = GOLDEN.doubles(name);
        float[] values = new float[golden.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) golden[i];
        }
        return new Features(values.length / dimension, dimension, values);
    }

    private static int[] ints(String name) {
        return Arrays.stream(GOLDEN.longs(name)).mapToInt(Math::toIntExact).toArray();
    }
}
