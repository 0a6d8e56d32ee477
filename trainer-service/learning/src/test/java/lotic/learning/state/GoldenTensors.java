package lotic.learning.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// The tensors of a golden file `fixtures/NAME.safetensors` among the tests' resources.
public final class GoldenTensors {

    private final JsonNode header;
    private final ByteBuffer data;

    private GoldenTensors(JsonNode header, ByteBuffer data) {
        this.header = header;
        this.data = data;
    }

    public static GoldenTensors of(String name) {
        String path = "/fixtures/" + name + ".safetensors";
        try (InputStream in = GoldenTensors.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalArgumentException("no resource " + path);
            }
            ByteBuffer file = ByteBuffer.wrap(in.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN);
            byte[] header = new byte[(int) file.getLong()];
            file.get(header);
            return new GoldenTensors(new ObjectMapper().readTree(header), file.slice());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public double[] doubles(String tensor) {
        double[] values = new double[bytes(tensor, "F64").remaining() / Double.BYTES];
        bytes(tensor, "F64").asDoubleBuffer().get(values);
        return values;
    }

    public long[] longs(String tensor) {
        long[] values = new long[bytes(tensor, "I64").remaining() / Long.BYTES];
        bytes(tensor, "I64").asLongBuffer().get(values);
        return values;
    }

    private ByteBuffer bytes(String tensor, String type) {
        JsonNode entry = header.required(tensor);
        if (!entry.required("dtype").asText().equals(type)) {
            throw new IllegalArgumentException(tensor + " is " + entry + ", not " + type);
        }
        int from = entry.required("data_offsets").get(0).asInt();
        int to = entry.required("data_offsets").get(1).asInt();
        return data.slice(from, to - from).order(ByteOrder.LITTLE_ENDIAN);
    }
}
