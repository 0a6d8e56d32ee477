package lotic.learning.ops;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;

import org.junit.jupiter.api.Test;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

class StateArraysTest {

    @Test
    void numbersAreReplacedByTheEngineToo() {
        Shapes shapes = new Shapes();
        shapes.parameter("weight", Init.linear(4), 2, 3);
        try (StateArrays arrays =
                StateArrays.fresh(shapes.layout(), Arithmetic.FLOAT32, Device.cpu(), 1)) {
            NDArray weight = arrays.array("weight");
            ByteBuffer numbers = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
            numbers.asFloatBuffer().put(FloatBuffer.wrap(new float[] {1, 2, 3, 4, 5, 6}));

            StateArrays.replace(weight, numbers);
            numbers.putFloat(0, 9);

            assertThat(weight.toFloatArray()).containsExactly(1, 2, 3, 4, 5, 6);
            ByteBuffer read = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
            arrays.read("weight", read);
            assertThat(read.flip().getFloat(20)).isEqualTo(6);
        }
    }
}
