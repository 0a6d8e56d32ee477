package lotic.standalone.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

class TerminalTest {

    private final ByteArrayOutputStream people = new ByteArrayOutputStream();
    private final ByteArrayOutputStream scripts = new ByteArrayOutputStream();
    private Instant now = Instant.EPOCH;

    @Test
    void whereSomebodyLooksTheLastLineLives() {
        Terminal terminal = terminal(true);

        terminal.live("one");
        terminal.live("two");
        terminal.say("kept");

        assertThat(text(people)).isEqualTo("\r\u001b[2Kone\r\u001b[2Ktwo\r\u001b[2Kkept\ntwo");
    }

    @Test
    void aLivingLineNeverWraps() {
        Terminal terminal = terminal(true);

        terminal.live("twenty columns are not enough");

        assertThat(text(people)).isEqualTo("\r\u001b[2Ktwenty columns are…");
    }

    @Test
    void whereNobodyLooksItIsAPlainLineEveryTenSeconds() {
        Terminal terminal = terminal(false);

        for (int second = 0; second <= 20; second++) {
            now = Instant.EPOCH.plusSeconds(second);
            terminal.live("second " + second);
        }

        assertThat(text(people)).isEqualTo("second 0\nsecond 10\nsecond 20\n");
    }

    @Test
    void anAnswerIsTheLastLineOfItsOwnStream() {
        Terminal terminal = terminal(false);

        terminal.say("talk");
        terminal.answer("{}");

        assertThat(text(scripts)).isEqualTo("{}\n");
        assertThat(text(people)).isEqualTo("talk\n");
    }

    private Terminal terminal(boolean alive) {
        return new Terminal(
                print(people), print(scripts), print(people), alive ? 20 : 0, () -> now);
    }

    private static PrintStream print(ByteArrayOutputStream out) {
        return new PrintStream(out, true, StandardCharsets.UTF_8);
    }

    private static String text(ByteArrayOutputStream out) {
        return out.toString(StandardCharsets.UTF_8);
    }
}
