package lotic.learning.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

class NamingConventionTest {

    /// Names of three blocks of RegNetY-002, in the library's convention and in timm's, collected
    /// from the libraries' models.
    @ParameterizedTest
    @CsvSource({
        "TORCHVISION, torchvision",
        "VISSL, vissl",
        "HUGGING_FACE, huggingface",
        "PYCLS, pycls"
    })
    void namesAreThoseOfTheLibrary(NamingConvention convention, String library) throws IOException {
        JsonNode samples = samples().get(library);

        assertThat(samples).hasSize(67);
        for (JsonNode sample : samples) {
            assertThat(convention.name(sample.get(1).textValue()))
                    .isEqualTo(sample.get(0).textValue());
        }
    }

    @Test
    void timmsNamesAreOurs() {
        assertThat(NamingConvention.TIMM.name("s4.b7.se.fc2.bias")).isEqualTo("s4.b7.se.fc2.bias");
        assertThat(NamingConvention.TIMM.name("stem.bn.running_var"))
                .isEqualTo("stem.bn.running_var");
    }

    @Test
    void whatCheckpointsWrapAroundATrunkIsTakenOff() {
        assertThat(
                        NamingConvention.VISSL.withoutWrapping(
                                "base_model.model.trunk._feature_blocks.res4.block3-part2.block3-9.f.c.weight"))
                .isEqualTo("_feature_blocks.res4.block3-9.f.c.weight");
        assertThat(NamingConvention.HUGGING_FACE.withoutWrapping("embedder.x"))
                .isEqualTo("regnet.embedder.x");
    }

    @Test
    void aNameOfAnotherNetworkIsRefused() {
        assertThatThrownBy(() -> NamingConvention.TORCHVISION.name("layer1.0.conv1.weight"))
                .hasMessage("layer1.0.conv1.weight is no tensor of a RegNetY's trunk");
    }

    private static JsonNode samples() throws IOException {
        try (InputStream in =
                NamingConventionTest.class.getResourceAsStream("/fixtures/tensor_names.json")) {
            return new ObjectMapper().readTree(Objects.requireNonNull(in));
        }
    }
}
