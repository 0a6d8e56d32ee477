package lotic.learning.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import lotic.learning.state.Tensor.NumberType;

import org.junit.jupiter.api.Test;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

class StateTreeTest {

    private static final StateTree STATE =
            new StateTree(
                    tensors(
                            Map.of(
                                    "trunk/stem", floats(1, 2, 3),
                                    "trunk/stage/1", floats(4),
                                    "trunks/other", floats(5))),
                    new TreeMap<>(Map.of("learner/steps", "7")));

    @Test
    void tensorsAreEqualByTheirBits() {
        assertThat(floats(0, Float.NaN)).isEqualTo(floats(0, Float.NaN));
        assertThat(floats(0, Float.NaN)).hasSameHashCodeAs(floats(0, Float.NaN));
        assertThat(floats(0f)).isNotEqualTo(floats(-0f));
    }

    @Test
    void equalBitsOfAnotherShapeOrTypeAreAnotherTensor() {
        ByteBuffer eightBytes = ByteBuffer.allocate(8);

        assertThat(new Tensor(NumberType.F64, new long[] {1}, eightBytes))
                .isNotEqualTo(new Tensor(NumberType.I64, new long[] {1}, eightBytes))
                .isNotEqualTo(new Tensor(NumberType.F64, new long[] {}, eightBytes));
    }

    @Test
    void aTensorWhoseBytesDoNotFitItsShapeIsRefused() {
        assertThatThrownBy(
                        () ->
                                new Tensor(
                                        NumberType.F32, new long[] {2, 3}, ByteBuffer.allocate(20)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("F32 [2, 3] has 24 bytes, not 20");
    }

    @Test
    void anOwnersTensorsComeWithoutItsName() {
        assertThat(STATE.of("trunk")).containsOnlyKeys("stem", "stage/1");
        assertThat(STATE.of("nobody")).isEmpty();
    }

    @Test
    void aNameWithoutAnOwnerIsRefused() {
        assertThatThrownBy(() -> new StateTree(tensors(Map.of("stem", floats(1))), new TreeMap<>()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("stem");
    }

    @Test
    void statesJoinUnlessTheyShareAName() {
        StateTree cursor = new StateTree(new TreeMap<>(), new TreeMap<>(Map.of("trainer/at", "1")));

        StateTree both = STATE.and(cursor);

        assertThat(both.values()).containsOnlyKeys("learner/steps", "trainer/at");
        assertThat(both.tensors()).isEqualTo(STATE.tensors());
        assertThatThrownBy(() -> both.and(cursor)).hasMessageContaining("trainer/at");
    }

    @Test
    void theSizeIsThatOfAllNumbers() {
        assertThat(STATE.bytes()).isEqualTo(5 * Float.BYTES);
    }

    @Test
    void theChecksumSeesNamesBitsAndTexts() {
        StateTree same =
                new StateTree(new TreeMap<>(STATE.tensors()), new TreeMap<>(STATE.values()));
        SortedMap<String, Tensor> turned = new TreeMap<>(STATE.tensors());
        turned.put("trunk/stage/1", floats(-4));
        SortedMap<String, Tensor> renamed = new TreeMap<>(STATE.tensors());
        renamed.put("trunk/stage/2", renamed.remove("trunk/stage/1"));
        StateTree later =
                new StateTree(STATE.tensors(), new TreeMap<>(Map.of("learner/steps", "8")));

        assertThat(same.crc32c()).isEqualTo(STATE.crc32c());
        assertThat(new StateTree(turned, STATE.values()).crc32c()).isNotEqualTo(STATE.crc32c());
        assertThat(new StateTree(renamed, STATE.values()).crc32c()).isNotEqualTo(STATE.crc32c());
        assertThat(later.crc32c()).isNotEqualTo(STATE.crc32c());
    }

    private static SortedMap<String, Tensor> tensors(Map<String, Tensor> tensors) {
        return new TreeMap<>(tensors);
    }

    static Tensor floats(float... numbers) {
        ByteBuffer data =
                ByteBuffer.allocate(numbers.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        data.asFloatBuffer().put(numbers);
        return new Tensor(NumberType.F32, new long[] {numbers.length}, data);
    }
}
