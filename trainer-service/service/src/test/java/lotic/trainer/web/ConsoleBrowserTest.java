package lotic.trainer.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;

import lotic.trainer.evaluate.HeldOutImage;
import lotic.trainer.gallery.GalleryFiles;
import lotic.trainer.run.RunProgress.Phase;
import lotic.trainer.status.Progress;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// The console as somebody sees it, in a real browser.
class ConsoleBrowserTest {

    private static final String AXE = "/META-INF/resources/webjars/axe-core/4.6.3/axe.min.js";

    @TempDir private Path folder;
    private ShownRun run;
    private TrainerHttp http;
    private Browser browser;

    @BeforeEach
    void open() throws IOException {
        Optional<Path> program = Browser.installed();
        if (program.isEmpty()) {
            abort(
                    "SKIPPED: no Chromium on the PATH or in LOTIC_BROWSER, so nobody saw the"
                            + " console");
        }
        run = new ShownRun(folder.resolve("galleries"), clock());
        run.learns(9218, 7);
        run.holdsOut(9218, 8, ShownRun.HOSTILE);
        run.skips(9217, 9, ShownRun.HOSTILE);
        List<HeldOutImage> images =
                List.of(new HeldOutImage("ab".repeat(32), Optional.of(ShownRun.HOSTILE)));
        GalleryFiles.keep(run.galleries, 8800, images);
        GalleryFiles.keep(run.galleries, 9000, images);
        http = TrainerHttp.start("127.0.0.1", 0, run.view());
        browser = Browser.start(program.get(), folder.resolve("browser"));
        browser.look(1280, 1000, "light");
        browser.open(http.uri());
        browser.until("document.querySelector('#sentence').textContent.startsWith('Learning')");
    }

    @AfterEach
    void close() {
        if (browser != null) {
            browser.close();
        }
        if (http != null) {
            http.close();
        }
    }

    @Test
    void theStatusIsToldAndChangesByItself() {
        assertThat(text("#sentence"))
                .matches("Learning 232 images/s, [\\d.]+ s behind the stream, bound.*healthy\\.");
        assertThat(browser.evaluate("document.querySelector('#light').className").textValue())
                .isEqualTo("dot green");
        assertThat(text("#loss")).isEqualTo("2.10");

        run.progress.set(Progress.learning().phase(Phase.PAUSED).now());

        browser.until("document.querySelector('#sentence').textContent.startsWith('Paused')");
        browser.until("document.querySelector('#light').className === 'dot amber'");
        assertThat(text("#pause")).isEqualTo("Continue");
        assertThat(browser.complaints).isEmpty();
    }

    @Test
    void aBrokerThatIsAwayTurnsTheLightRed() {
        run.brokerAway.set(Optional.of("the broker at 127.0.0.1:7070 does not answer"));

        browser.until("document.querySelector('#light').className === 'dot red'");

        assertThat(text("#sentence")).contains("Waiting at step").contains("Start it again");
    }

    @Test
    void theButtonGivesTheCommand() {
        browser.evaluate("document.querySelector('#pause').click()");

        await().until(() -> run.commands.size() == 1);
        assertThat(browser.complaints).isEmpty();
    }

    @Test
    void aPictureOpensIntoItsCropsByKeyboardAlone() {
        browser.until("document.querySelectorAll('#pictures img').length === 2");
        browser.evaluate("[...document.querySelectorAll('#pictures button')].at(-1).focus()");
        browser.press("Enter", 13, "\r");

        browser.until("document.querySelectorAll('#dialog .crops img').length === 4");
        browser.until(
                "[...document.querySelectorAll('#dialog img')].every((i) => i.naturalWidth > 0)");
        assertThat(text("#dialog .fate")).isEqualTo("Learnt in step 9\u202f218.");
        assertNothingToMend("the dialog of a picture");

        browser.press("Escape", 27, "");
        browser.until("!document.querySelector('#dialog').open");
        assertThat(browser.complaints).isEmpty();
    }

    @Test
    void prototypesAreGalleriesThatOneCanBrowse() {
        browser.until("document.querySelectorAll('#galleries li').length === 1");
        browser.until(
                "[...document.querySelectorAll('#galleries img')].every((i) => i.naturalWidth >"
                        + " 0)");
        assertThat(text("#galleries-note")).contains("2 prototypes").contains("one is unused");
        browser.until(
                "document.querySelector('#galleries-pager').textContent.includes('version 37')");

        browser.evaluate("document.querySelector('#galleries-pager button').click()");

        browser.until(
                "document.querySelector('#galleries-pager').textContent.includes('version 36')");
        assertThat(browser.complaints).isEmpty();
    }

    @Test
    void whatSendersWriteIsShownAsText() {
        browser.until("document.querySelectorAll('#refused details').length === 4");
        browser.evaluate(
                "document.querySelectorAll('#refused details').forEach((d) => d.open = true)");

        assertThat(text("#refused")).contains(ShownRun.HOSTILE);
        assertThat(browser.evaluate("document.querySelectorAll('[onerror]').length").intValue())
                .isZero();
        assertThat(browser.complaints).isEmpty();
    }

    @Test
    void whatWasRefusedOverHttpIsCountedBesideWhatWasRejected() {
        browser.until("document.querySelectorAll('#refused details').length === 4");

        assertThat(text("#refused-note")).isEqualTo("12 skipped · 198 rejected · 15 refused");
        assertThat(text("#refused"))
                .contains("unsupported")
                .contains("refused over HTTP")
                .contains("The sender was told why, and nothing of it is kept");
    }

    @Test
    void aRestartOfTheTrainerIsSaidAndGotOver() {
        URI address = http.uri();
        browser.until("document.querySelector('#curve path') !== null");
        browser.until("document.querySelectorAll('#galleries img').length === 1");
        browser.until(
                "[...document.querySelectorAll('.tile img')].every((i) => i.naturalWidth > 0)");
        http.close();
        browser.until(
                "document.querySelector('#sentence').textContent.includes('does not answer')");
        browser.until("document.querySelector('#light').className === 'dot red'");
        List<String> before = new ArrayList<>(browser.complaints);

        run.progress.set(Progress.learning().step(9300).now());
        http = TrainerHttp.start("127.0.0.1", address.getPort(), run.view());

        browser.until("document.querySelector('#light').className === 'dot green'");
        browser.until("document.querySelector('#learnt-note').textContent.includes('300')");
        // The browser itself notes that nobody answered; nothing else may go wrong.
        assertThat(before).allMatch(complaint -> complaint.contains("net::ERR"));
        assertThat(browser.complaints).allMatch(complaint -> complaint.contains("net::ERR"));
    }

    @Test
    void ofAnotherRunAtTheSameAddressNothingOfTheOneBeforeIsLeft() {
        URI address = http.uri();
        browser.until("document.querySelectorAll('#galleries li').length === 1");
        browser.until("document.querySelectorAll('#pictures li').length === 2");
        run.progress.set(Progress.learning().then(9300, 9400).now());
        browser.evaluate("document.querySelector('#curve').focus()");
        browser.until("document.querySelector('#curve').ariaValueMax === '3'");
        browser.press("End", 35, "");
        browser.until("document.querySelector('#curve-reading').textContent.includes('step 9')");
        http.close();
        browser.until(
                "document.querySelector('#sentence').textContent.includes('does not answer')");

        ShownRun other = new ShownRun(folder.resolve("other"), clock());
        other.progress.set(Progress.learning().of("other", 1, Progress.NOW).step(1).now());
        http = TrainerHttp.start("127.0.0.1", address.getPort(), other.view());

        browser.until("document.querySelector('#run').textContent.startsWith('run other')");
        browser.until("document.querySelectorAll('#pictures li').length === 0");
        browser.until("document.querySelectorAll('#galleries li').length === 0");
        browser.until("document.querySelector('#galleries-pager').textContent === ''");
        browser.until("document.querySelector('#curve-reading').textContent.includes('step 1 ')");
        assertThat(browser.complaints).allMatch(complaint -> complaint.contains("net::ERR"));
    }

    private static InstantSource clock() {
        Duration back = Duration.between(Instant.now(), Progress.NOW);
        return Clock.offset(Clock.systemUTC(), back);
    }

    @ParameterizedTest
    @CsvSource({"1280, light", "1280, dark", "390, light", "390, dark"})
    void axeFindsNothingToMend(int width, String scheme) {
        browser.look(width, 900, scheme);
        browser.until("document.querySelectorAll('#galleries li').length === 1");
        browser.until("document.querySelectorAll('#versions tbody tr').length === 2");
        browser.until("document.querySelectorAll('#refused details').length === 4");
        browser.evaluate(
                "document.querySelectorAll('#refused details').forEach((d) => d.open = true)");

        assertNothingToMend(width + " pixels, " + scheme);
        assertThat(browser.evaluate("document.documentElement.scrollWidth").intValue())
                .as("nothing sticks out")
                .isLessThanOrEqualTo(width);
        assertThat(browser.complaints).isEmpty();
    }

    /// The rules of axe-core for WCAG 2.1 AA and good practice.
    private void assertNothingToMend(String where) {
        browser.evaluate(resource(AXE) + "; 0");
        JsonNode violations =
                browser.evaluate(
                        "axe.run().then((found) => found.violations.map((each) => each.id + ': ' +"
                                + " each.nodes.map((node) => node.html + ' ' +"
                                + " node.failureSummary).join(' | ')))");
        assertThat(violations).as(where).isEmpty();
    }

    private String text(String selector) {
        return browser.evaluate("document.querySelector('" + selector + "').textContent")
                .textValue();
    }

    private static String resource(String name) {
        try (InputStream file = ConsoleBrowserTest.class.getResourceAsStream(name)) {
            return new String(
                    Objects.requireNonNull(file, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
