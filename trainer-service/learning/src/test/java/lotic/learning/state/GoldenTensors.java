package lotic.learning.state;

import lotic.registry.format.Dtype;
import lotic.registry.format.Safetensors;
import lotic.registry.format.TensorEntry;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.stream.Collectors;

/// The tensors of a golden file `fixtures/NAME.safetensors` among the tests' resources.
public final class GoldenTensors {

    private final Safetensors file;

    private GoldenTensors(Safetensors file) {
        this.file = file;
    }

    public static GoldenTensors of(String name) {
        String path = "/fixtures/" + name + ".safetensors";
        try (InputStream in = GoldenTensors.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalArgumentException("no resource " + path);
            }
            return new GoldenTensors(Safetensors.read(ByteBuffer.wrap(in.readAllBytes())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Set<String> names() {
        return file.header().tensors().stream().map(TensorEntry::name).collect(Collectors.toSet());
    }

    public double[] doubles(String tensor) {
        double[] values = new double[numbers(tensor, Dtype.F64)];
        file.data(tensor).asDoubleBuffer().get(values);
        return values;
    }

    public long[] longs(String tensor) {
        long[] values = new long[numbers(tensor, Dtype.I64)];
        file.data(tensor).asLongBuffer().get(values);
        return values;
    }

    private int numbers(String tensor, Dtype expected) {
        Dtype found = file.entry(tensor).orElseThrow().dtype();
        if (found != expected) {
            throw new IllegalArgumentException(tensor + " holds " + found + ", not " + expected);
        }
        return file.data(tensor).remaining() / expected.bytes();
    }
}
