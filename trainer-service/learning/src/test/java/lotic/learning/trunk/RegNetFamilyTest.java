package lotic.learning.trunk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import lotic.learning.ops.Shapes;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;

class RegNetFamilyTest {

    /// Widths, depths and parameters without classifier as published by timm and VISSL;
    /// multiply-adds at 224 pixels as in the paper's table, to its digits.
    @ParameterizedTest
    @CsvSource({
        "regnety_002, '24 56 152 368', '1 1 4 7', 2793996, 0.20",
        "regnety_004, '48 104 208 440', '1 3 6 6', 3903144, 0.40",
        "regnety_006, '48 112 256 608', '1 3 7 4', 5446160, 0.60",
        "regnety_008, '64 128 320 768', '1 3 8 2', 5494168, 0.80",
        "regnety_016, '48 120 336 888', '2 6 17 2', 10313430, 1.61",
        "regnety_032, '72 216 576 1512', '2 5 13 1', 17923338, 3.17",
        "regnety_040, '128 192 512 1088', '2 6 12 2', 19557656, 3.97",
        "regnety_064, '144 288 576 1296', '2 7 14 2', 29286252, 6.35",
        "regnety_080, '168 448 896 2016', '2 4 10 1', 37163068, 7.96",
        "regnety_120, '224 448 896 2240', '2 5 11 1', 49581544, 12.1",
        "regnety_160, '224 448 1232 3024', '2 4 11 1', 80565140, 15.9",
        "regnety_320, '232 696 1392 3712', '2 5 12 1', 141333770, 32.3",
        "regnety_640, '328 984 1968 4920', '2 5 12 1', 276457786, 64.1",
        "regnety_1280, '528 1056 2904 7392', '2 7 17 1', 637419894, 127.5",
        "regnety_2560, '746 1492 4103 10444', '2 7 17 1', 1272156138, 254.4",
        "regnety_10b, '2020 4040 11110 28280', '2 7 17 1', 9323934872, 1863"
    })
    void isTheNetworkThatWasPublished(
            String name, String widths, String depths, long parameters, double gigaMultiplyAdds) {
        RegNetY trunk = RegNetFamily.of(name).trunk();
        Shapes shapes = new Shapes();

        trunk.forward(shapes, List.of(new View<>(Shapes.Value.of(1, 3, 224, 224), 1)));

        assertThat(trunk.stages())
                .extracting(stage -> "" + stage.width())
                .containsExactly(widths.split(" "));
        assertThat(trunk.stages())
                .extracting(stage -> "" + stage.depth())
                .containsExactly(depths.split(" "));
        assertThat(shapes.layout().parameterCount()).isEqualTo(parameters);
        // Published with two to four digits.
        assertThat(shapes.multiplyAdds() / 1e9)
                .isCloseTo(gigaMultiplyAdds, within(0.006 * Math.max(1, gigaMultiplyAdds)));
    }

    @Test
    void anUnknownNameIsRefusedWithThoseThatThereAre() {
        assertThatThrownBy(() -> RegNetFamily.of("regnety_003"))
                .hasMessageContaining("regnety_003")
                .hasMessageContaining("regnety_002, regnety_004");
    }

    @Test
    void tensorsHaveTheNamesOfTimm() {
        Shapes shapes = new Shapes();
        RegNetFamily.REGNETY_002
                .trunk()
                .forward(
                        shapes.in("trunk/"), List.of(new View<>(Shapes.Value.of(1, 3, 32, 32), 1)));

        assertThat(shapes.layout().parameters())
                .extracting(slot -> slot.name())
                .startsWith(
                        "trunk/stem.conv.weight",
                        "trunk/stem.bn.weight",
                        "trunk/stem.bn.bias",
                        "trunk/s1.b1.conv1.conv.weight")
                .contains(
                        "trunk/s1.b1.se.fc1.weight",
                        "trunk/s1.b1.se.fc2.bias",
                        "trunk/s2.b1.downsample.conv.weight",
                        "trunk/s4.b7.conv3.bn.bias");
        assertThat(shapes.layout().statistics())
                .extracting(slot -> slot.name())
                .contains("trunk/stem.bn.running_mean", "trunk/s4.b7.conv3.bn.running_var");
    }
}
