package lotic.standalone.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;

class FiguresTest {

    @ParameterizedTest
    @CsvSource({"0,0", "999,999", "1000,1 000", "1204511,1 204 511"})
    void thousandsStandApart(long count, String text) {
        assertThat(Figures.count(count)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"0,0 B", "999,999 B", "12345678,12.3 MB", "123456789,123 MB", "1000,1.0 kB"})
    void bytesHaveThreeDigitsOrSo(long bytes, String text) {
        assertThat(Figures.bytes(bytes)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"PT0.3S,0.3 s", "PT38S,38 s", "PT4M,4 min", "PT20H,20 h", "P7D,7 days"})
    void spansAreInTheLargestUnitThatFits(Duration span, String text) {
        assertThat(Figures.span(span)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"PT22S,0:22", "PT61S,1:01", "PT3661S,1:01:01"})
    void clocksHaveMinutesAndSeconds(Duration span, String text) {
        assertThat(Figures.clock(span)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"0,────", "0.5,━━──", "1,━━━━", "7,━━━━"})
    void barsFillUp(double share, String text) {
        assertThat(Figures.bar(share, 4)).isEqualTo(text);
    }
}
