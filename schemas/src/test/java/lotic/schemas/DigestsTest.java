package lotic.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Locale;

class DigestsTest {

    /// FIPS 180-4's first example.
    private static final String ABC =
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @Test
    void theDigestOfAbcIsTheStandards() {
        assertThat(Digests.hex(Digests.of(new byte[] {'a', 'b', 'c'}))).isEqualTo(ABC);
    }

    @Test
    void hexIsReadInEitherCase() {
        assertThat(Digests.parse(ABC.toUpperCase(Locale.ROOT))).isEqualTo(Digests.parse(ABC));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ba78", ABC + "00", "g" + ABC})
    void anythingElseIsRefused(String text) {
        assertThatThrownBy(() -> Digests.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
