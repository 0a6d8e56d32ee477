package lotic.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import lotic.pixels.CropGroup;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CropListTest {

    @Test
    void theFirstGroupIsTheLargeOne() {
        assertThat(CropList.parse("2x224,4x96"))
                .containsExactly(new CropGroup(2, 224, 0.14, 1), new CropGroup(4, 96, 0.05, 0.14));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "224", "2x", "x96", "2x224;4x96", "two x 224"})
    void whatIsNoListIsRefusedWithAnExample(String crops) {
        assertThatThrownBy(() -> CropList.parse(crops))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("crops are '" + crops + "'; give counts and sizes, as in 2x64,4x40");
    }
}
