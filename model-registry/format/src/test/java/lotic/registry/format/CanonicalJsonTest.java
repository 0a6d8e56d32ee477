package lotic.registry.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Map;

class CanonicalJsonTest {

    /// The string of RFC 8785, 3.2.2, and its canonical form of 3.2.4.
    @Test
    void stringsAreEscapedAsTheStandardSays() {
        String text = "€$\u000f\nA'B\"\\\\\"/";

        assertThat(encoded(text)).isEqualTo("\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"");
    }

    /// The names and the order of RFC 8785, 3.2.3.
    @Test
    void namesAreSortedByTheirUtf16Units() {
        Map<String, Object> value =
                Map.of("€", 1, "\r", 2, "\ufb33", 3, "1", 4, "😀", 5, "\u0080", 6, "ö", 7);

        assertThat(encoded(value))
                .isEqualTo(
                        "{\"\\r\":2,\"1\":4,\"\u0080\":6,\"ö\":7,\"€\":1,\"😀\":5,\"\ufb33\":3}");
    }

    @Test
    void nestedValuesHaveNoSpaces() {
        Map<String, Object> value =
                Map.of("b", List.of(true, -1, 9007199254740991L), "a", Map.of());

        assertThat(encoded(value)).isEqualTo("{\"a\":{},\"b\":[true,-1,9007199254740991]}");
    }

    @ParameterizedTest
    @ValueSource(longs = {1L << 53, -(1L << 53), Long.MIN_VALUE, Long.MAX_VALUE})
    void numbersThatADoubleCannotKeepAreRefused(long number) {
        assertThatThrownBy(() -> encoded(number)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void fractionsAndHalfCharactersAreRefused() {
        assertThatThrownBy(() -> encoded(0.5)).hasMessageContaining("Double 0.5");
        assertThatThrownBy(() -> encoded("\ud800")).hasMessageContaining("surrogate");
    }

    private static String encoded(Object value) {
        return new String(CanonicalJson.encode(value), UTF_8);
    }
}
