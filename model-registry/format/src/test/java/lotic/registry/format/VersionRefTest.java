package lotic.registry.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import lotic.registry.format.VersionRef.ByAlias;
import lotic.registry.format.VersionRef.ByContent;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VersionRefTest {

    @Test
    void everyFormIsUnderstood() {
        assertThat(VersionRef.parse("demo")).isEqualTo(new VersionRef("demo", ByAlias.LATEST));
        assertThat(VersionRef.parse("demo@37").selector()).isEqualTo(new VersionRef.ByNumber(37));
        assertThat(VersionRef.parse("demo@v37").selector()).isEqualTo(new VersionRef.ByNumber(37));
        assertThat(VersionRef.parse("demo@stable").selector()).isEqualTo(new ByAlias("stable"));
        assertThat(VersionRef.parse("demo@sha256:9f3c001").selector())
                .isEqualTo(new ByContent("9f3c001"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"demo@37", "demo@latest", "demo@sha256:9f3c001"})
    void whatIsPrintedIsUnderstoodAgain(String text) {
        assertThat(VersionRef.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "@37",
                "demo@",
                "demo@0",
                "demo@037",
                "demo@-1",
                "demo@1@2",
                "demo@../37",
                "demo@9999999999999999999",
                "demo@sha256:",
                "demo@sha256:9f3c",
                "demo@sha256:9F3C001",
                "demo@sha256:zzzzzzz",
                "demo@9f3c001",
                "../demo@1"
            })
    void anythingElseIsRefused(String text) {
        assertThatThrownBy(() -> VersionRef.parse(text)).isInstanceOf(FormatException.class);
    }

    @Test
    void aDigestBeyond64DigitsIsRefused() {
        assertThatThrownBy(() -> VersionRef.parse("demo@sha256:" + "a".repeat(65)))
                .isInstanceOf(FormatException.class);
    }
}
