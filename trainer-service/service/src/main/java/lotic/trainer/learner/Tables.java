package lotic.trainer.learner;

import lotic.learning.state.Tensor;
import lotic.learning.state.Tensor.NumberType;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Lists of records as tensors of 8-byte numbers (rows, columns), and back. An empty list has no
/// tensor.
final class Tables {

    private Tables() {}

    /// @param row of a record, as many columns for each
    static <R> Optional<Tensor> longs(List<R> records, Function<R, long[]> row) {
        List<long[]> rows = records.stream().map(row).toList();
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        ByteBuffer data = bytes(rows.size(), rows.getFirst().length);
        LongBuffer numbers = data.asLongBuffer();
        rows.forEach(numbers::put);
        return Optional.of(tensor(NumberType.I64, rows.size(), rows.getFirst().length, data));
    }

    /// @param row of a record, as many columns for each
    static <R> Optional<Tensor> doubles(List<R> records, Function<R, double[]> row) {
        List<double[]> rows = records.stream().map(row).toList();
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        ByteBuffer data = bytes(rows.size(), rows.getFirst().length);
        DoubleBuffer numbers = data.asDoubleBuffer();
        rows.forEach(numbers::put);
        return Optional.of(tensor(NumberType.F64, rows.size(), rows.getFirst().length, data));
    }

    static <R> List<R> longs(Optional<Tensor> table, Function<long[], R> record) {
        List<R> records = new ArrayList<>();
        table.ifPresent(
                tensor -> {
                    LongBuffer numbers = little(tensor).asLongBuffer();
                    long[] row = new long[columns(tensor)];
                    while (numbers.hasRemaining()) {
                        numbers.get(row);
                        records.add(record.apply(row));
                    }
                });
        return records;
    }

    static <R> List<R> doubles(Optional<Tensor> table, Function<double[], R> record) {
        List<R> records = new ArrayList<>();
        table.ifPresent(
                tensor -> {
                    DoubleBuffer numbers = little(tensor).asDoubleBuffer();
                    double[] row = new double[columns(tensor)];
                    while (numbers.hasRemaining()) {
                        numbers.get(row);
                        records.add(record.apply(row));
                    }
                });
        return records;
    }

    private static int columns(Tensor table) {
        return Math.toIntExact(table.shape()[1]);
    }

    private static ByteBuffer little(Tensor table) {
        return table.data().duplicate().order(ByteOrder.LITTLE_ENDIAN);
    }

    private static ByteBuffer bytes(int rows, int columns) {
        return ByteBuffer.allocateDirect(rows * columns * Long.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN);
    }

    private static Tensor tensor(NumberType type, int rows, int columns, ByteBuffer data) {
        return new Tensor(type, new long[] {rows, columns}, data);
    }
}
