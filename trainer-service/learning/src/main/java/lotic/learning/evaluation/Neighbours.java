package lotic.learning.evaluation;

import java.util.Arrays;

/// The bank images that are most similar to each query.
///
/// Similarities are made by blocks of the bank that fit the first-level cache, turned so that the
/// inner loop runs over bank images: the compiler makes vector instructions of it without changing
/// the order of any sum.
final class Neighbours {

    /// Bank images in a block: with four rows of the turned block and their sums some 10 KiB.
    private static final int BLOCK = 512;

    private final int count;
    private final int[] indices;
    private final float[] similarities;

    private Neighbours(int queries, int count) {
        this.count = count;
        this.indices = new int[queries * count];
        this.similarities = new float[queries * count];
        Arrays.fill(similarities, Float.NEGATIVE_INFINITY);
    }

    /// @param count neighbours of each query, at most the bank's rows
    static Neighbours find(Features bank, Features queries, Similarity similarity, int count) {
        if (bank.dimension() != queries.dimension()) {
            throw new IllegalArgumentException(
                    "the bank's features have %d numbers, the queries' %d"
                            .formatted(bank.dimension(), queries.dimension()));
        }
        Features from = similarity.prepared(bank);
        Features to = similarity.prepared(queries);
        Neighbours nearest = new Neighbours(to.rows(), count);
        float[] turned = new float[bank.dimension() * BLOCK];
        float[] similar = new float[BLOCK];
        for (int start = 0; start < from.rows(); start += BLOCK) {
            int size = Math.min(BLOCK, from.rows() - start);
            turn(from, start, size, turned);
            for (int query = 0; query < to.rows(); query++) {
                compare(to, query, turned, similar);
                for (int i = 0; i < size; i++) {
                    nearest.offer(query, start + i, similar[i]);
                }
            }
        }
        return nearest;
    }

    int count() {
        return count;
    }

    int index(int query, int rank) {
        return indices[query * count + rank];
    }

    float similarity(int query, int rank) {
        return similarities[query * count + rank];
    }

    private static void turn(Features from, int start, int size, float[] turned) {
        for (int row = 0; row < size; row++) {
            for (int i = 0; i < from.dimension(); i++) {
                turned[i * BLOCK + row] = from.values()[(start + row) * from.dimension() + i];
            }
        }
    }

    /// Four dimensions at once, so that sums are loaded and stored a quarter as often.
    private static void compare(Features to, int query, float[] turned, float[] similar) {
        Arrays.fill(similar, 0);
        int at = query * to.dimension();
        int i = 0;
        for (; i + 4 <= to.dimension(); i += 4) {
            add4(to.values(), at + i, turned, i * BLOCK, similar);
        }
        for (; i < to.dimension(); i++) {
            float weight = to.values()[at + i];
            for (int row = 0; row < BLOCK; row++) {
                similar[row] += weight * turned[i * BLOCK + row];
            }
        }
    }

    private static void add4(float[] query, int at, float[] turned, int from, float[] similar) {
        float w0 = query[at];
        float w1 = query[at + 1];
        float w2 = query[at + 2];
        float w3 = query[at + 3];
        for (int row = 0; row < BLOCK; row++) {
            similar[row] +=
                    w0 * turned[from + row]
                            + w1 * turned[from + BLOCK + row]
                            + w2 * turned[from + 2 * BLOCK + row]
                            + w3 * turned[from + 3 * BLOCK + row];
        }
    }

    /// Keeps the list sorted; an equally similar one that came earlier stays before.
    private void offer(int query, int index, float similarity) {
        int first = query * count;
        int last = first + count - 1;
        if (!(similarity > similarities[last])) {
            return;
        }
        int at = last;
        for (; at > first && similarity > similarities[at - 1]; at--) {
            similarities[at] = similarities[at - 1];
            indices[at] = indices[at - 1];
        }
        similarities[at] = similarity;
        indices[at] = index;
    }
}
