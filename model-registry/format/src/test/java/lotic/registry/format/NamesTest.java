package lotic.registry.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {

    @ParameterizedTest
    @ValueSource(strings = {"demo", "a", "regnety_004.v2", "0-9", "run-2026.11.22"})
    void plainNamesAreModelNames(String name) {
        assertThat(Names.model(name)).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", ".", "..", "-a", "_a", ".a", "a.", "a-", "a--b", "a..b", "a/b", "a\\b", "a b",
                "a@b", "a:b", "é", "a\n", "a\0", "con", "NUL.txt", "Com1", "lpt9.a", "api", "V2",
                "health", "x.git", "x.ipynb", "%2e", "a%2fb", "~a"
            })
    void otherModelNamesAreRefused(String name) {
        assertRefused(() -> Names.model(name));
    }

    @Test
    void namesOfMoreThan96CharactersAreRefused() {
        assertThat(Names.model("a".repeat(96))).hasSize(96);
        assertRefused(() -> Names.model("a".repeat(97)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "37",
                "v37",
                "V37",
                "deadbeef",
                "beef",
                "0",
                "main",
                "HEAD",
                "sha256",
                "..",
                "a/b"
            })
    void whatMeansSomethingElseIsNoAlias(String name) {
        assertRefused(() -> Names.alias(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"latest", "stable", "canary-1", "v37x"})
    void wordsAreAliases(String name) {
        assertThat(Names.alias(name)).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"config.json", "onnx/model.onnx", "a/b/c/d/e/f/g/h"})
    void pathsAreNamesBetweenSlashes(String path) {
        assertThat(Names.path(path)).isEqualTo(path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/a",
                "a/",
                "a//b",
                "../a",
                "a/../b",
                "a/./b",
                "a\\b",
                "..\\a",
                "C:/a",
                "C:a",
                "//host/share",
                "\\\\host\\share",
                "a/con",
                "aux.json",
                "a/nul.tar.gz",
                "a./b",
                "a/b.",
                "a/b ",
                "a\0b",
                "%2e%2e/a",
                "..%2fa",
                "a/.hidden",
                "a:stream",
                "a/b/c/d/e/f/g/h/i"
            })
    void pathsThatLeaveTheirFolderOnSomeSystemAreRefused(String path) {
        assertRefused(() -> Names.path(path));
    }

    @Test
    void whatIsShownOfANameHasNoControlCharacters() {
        assertThatThrownBy(() -> Names.model("a\r\nSet-Cookie: b"))
                .hasMessageContaining("\"a??Set-Cookie: b\"");
        assertThat(Names.shown("x".repeat(5000))).hasSizeLessThan(102);
    }

    private static void assertRefused(Runnable check) {
        assertThatThrownBy(check::run)
                .isInstanceOf(FormatException.class)
                .extracting(e -> ((FormatException) e).reason())
                .isEqualTo(FormatException.Reason.NAME);
    }
}
