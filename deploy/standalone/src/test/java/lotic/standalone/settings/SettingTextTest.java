package lotic.standalone.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

class SettingTextTest {

    /// Each kind of value a setting may have.
    record Example(
            int count,
            long bytes,
            boolean truth,
            Duration span,
            Path path,
            Optional<String> maybe,
            java.util.List<String> names) {}

    @ParameterizedTest
    @CsvSource({"12,12", "4GiB,4294967296", "16 KiB,16384", "-1,-1"})
    void countsMayHaveAUnit(String text, long bytes) {
        assertThat(SettingText.parse(long.class, text)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @CsvSource({"250ms,PT0.25S", "5s,PT5S", "10m,PT10M", "24h,PT24H", "7d,PT168H"})
    void timesHaveAUnit(String text, Duration span) {
        assertThat(SettingText.parse(Duration.class, text)).isEqualTo(span);
        assertThat(DurationText.parse(SettingText.print(span))).isEqualTo(span);
    }

    @Test
    void aTildeIsTheUsersHome() {
        Path home = Path.of(System.getProperty("user.home"));

        assertThat(SettingText.parse(Path.class, "~/pictures")).isEqualTo(home.resolve("pictures"));
        assertThat(SettingText.parse(Path.class, "~")).isEqualTo(home);
        assertThat(SettingText.parse(Path.class, "a~b")).isEqualTo(Path.of("a~b"));
    }

    @Test
    void anEmptyTextIsAnAbsentValue() throws NoSuchMethodException {
        var maybe = Example.class.getDeclaredMethod("maybe").getGenericReturnType();
        var names = Example.class.getDeclaredMethod("names").getGenericReturnType();

        assertThat(SettingText.parse(maybe, "")).isEqualTo(Optional.empty());
        assertThat(SettingText.parse(maybe, "x")).isEqualTo(Optional.of("x"));
        assertThat(SettingText.parse(names, "a, b,,c")).isEqualTo(java.util.List.of("a", "b", "c"));
    }

    @ParameterizedTest
    @CsvSource({"yes", "1", "TRUE"})
    void truthIsTrueOrFalse(String text) {
        assertThatThrownBy(() -> SettingText.parse(boolean.class, text))
                .hasMessage("give true or false");
    }

    @Test
    void aNumberThatDoesNotFitIsRefused() {
        assertThatThrownBy(() -> SettingText.parse(int.class, "3000000000"))
                .isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> SettingText.parse(long.class, "9999999TiB"))
                .isInstanceOf(ArithmeticException.class);
    }
}
