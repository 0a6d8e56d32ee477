package lotic.learning.ops;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InPlaceTest {

    @ParameterizedTest
    @ValueSource(strings = {"batch_norm", "add", "linear"})
    void aRectifierWritesOverWhatOnlyItReads(String maker) {
        String program =
                """
                    v1 = torch.%s(v0, w[0])
                    v2 = torch.relu(v1)
                """;

        assertThat(InPlace.of(program.formatted(maker))).contains("v2 = torch.relu_(v1)");
    }

    @Test
    void aSumWritesOverANormalisedMapAndIsWrittenOverItself() {
        assertThat(
                        InPlace.of(
                                """
                                    v1 = torch.batch_norm(v0, w[0], w[1])
                                    v2 = torch.add(v1, x0)
                                    v3 = torch.relu(v2)
                                """))
                .contains("v2 = torch.add_(v1, x0)", "v3 = torch.relu_(v2)");
    }

    @Test
    void whatIsReadElsewhereStays() {
        String program =
                """
                    v1 = torch.batch_norm(v0, w[0], w[1])
                    v2 = torch.relu(v1)
                    v3 = self.segment(v1, w, s, h)
                """;

        assertThat(InPlace.of(program)).isEqualTo(program);
    }

    @Test
    void whatASlopeIsTakenFromStays() {
        String program =
                """
                    v1 = torch.sigmoid(v0)
                    v2 = torch.relu(v1)
                    v4 = torch.linear(v3, w[0], None)
                    v5 = torch.add(v4, x0)
                    v6 = torch.relu(v2)
                """;

        assertThat(InPlace.of(program)).isEqualTo(program);
    }
}
