package lotic.ingest.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.Random;

@SuppressWarnings("InputStreamSlowMultibyteRead") // the twins break off, they are not fast
class BodyReaderTest {

    private static final int LIMIT = 1_000_000;

    private final InFlightBytes budget = new InFlightBytes(4 << 20);
    private final BodyReader reader = new BodyReader(LIMIT, budget);

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 262_143, 262_144, 262_145, 524_288, 999_999, 1_000_000})
    void aBodyOfAnySizeUpToTheLimitIsReadWhole(int size) throws IOException {
        byte[] body = random(size);

        for (OptionalLong declared :
                new OptionalLong[] {OptionalLong.of(size), OptionalLong.empty()}) {
            BodyReader.Outcome outcome = reader.read(trickling(body), declared);

            assertThat(outcome).isInstanceOf(BodyReader.Whole.class);
            BodyReader.Whole whole = (BodyReader.Whole) outcome;
            assertThat(whole.bytes()).isEqualTo(body);
            assertThat(budget.bytes()).isGreaterThanOrEqualTo(size);
            whole.room().close();
            assertThat(budget.bytes()).isZero();
        }
    }

    @Test
    void aBodyThatIsDeclaredTooLargeIsNotRead() throws IOException {
        BodyReader.Outcome outcome = reader.read(forbidden(), OptionalLong.of(LIMIT + 1));

        assertThat(outcome).isEqualTo(new BodyReader.TooLarge(LIMIT + 1, LIMIT));
        assertThat(budget.bytes()).isZero();
    }

    @Test
    void aBodyOfUnknownSizeIsReadNoFurtherThanTheLimit() throws IOException {
        InputStream body = new ByteArrayInputStream(new byte[30 << 20]);

        BodyReader.Outcome outcome = reader.read(body, OptionalLong.empty());

        assertThat(outcome).isEqualTo(new BodyReader.TooLarge(LIMIT + 1, LIMIT));
        assertThat(body.available()).isGreaterThan(28 << 20);
        assertThat(budget.bytes()).isZero();
    }

    @Test
    void aSenderWhoDeclaresTooLittleGainsNothing() throws IOException {
        BodyReader.Outcome outcome =
                reader.read(new ByteArrayInputStream(random(LIMIT + 1)), OptionalLong.of(10));

        assertThat(outcome).isEqualTo(new BodyReader.TooLarge(LIMIT + 1, LIMIT));
    }

    @Test
    void roomIsTakenForWhatHasComeAndNotForWhatIsDeclared() throws IOException {
        InFlightBytes small = new InFlightBytes(600 << 10);
        BodyReader sharing = new BodyReader(LIMIT, small);

        BodyReader.Outcome first =
                sharing.read(new ByteArrayInputStream(random(1000)), OptionalLong.of(LIMIT));

        assertThat(first).isInstanceOf(BodyReader.Whole.class);
        assertThat(small.bytes()).isEqualTo(256 << 10);
    }

    @Test
    void aBodyThatOutgrowsTheBudgetIsGivenUpAndLeavesNothingBehind() throws IOException {
        InFlightBytes small = new InFlightBytes(400 << 10);
        BodyReader sharing = new BodyReader(LIMIT, small);

        BodyReader.Outcome outcome =
                sharing.read(new ByteArrayInputStream(random(LIMIT)), OptionalLong.empty());

        assertThat(outcome).isInstanceOf(BodyReader.Busy.class);
        assertThat(small.bytes()).isZero();
    }

    @Test
    void aConnectionThatBreaksLeavesNothingBehind() {
        assertThatThrownBy(() -> reader.read(breaking(), OptionalLong.of(1000)))
                .isInstanceOf(IOException.class);

        assertThat(budget.bytes()).isZero();
    }

    @Test
    void anImageOfAnArchiveWaitsForRoom() throws Exception {
        InFlightBytes small = new InFlightBytes(100 << 10);
        InFlightBytes.Reservation held =
                (InFlightBytes.Reservation) small.reserve(90 << 10, Duration.ZERO);
        BodyReader waiting = new BodyReader(LIMIT, small);
        Thread other = Thread.ofVirtual().start(held::close);

        BodyReader.Outcome outcome =
                waiting.readExactly(
                        new ByteArrayInputStream(random(50 << 10)),
                        50 << 10,
                        Duration.ofSeconds(20));

        other.join();
        assertThat(outcome).isInstanceOf(BodyReader.Whole.class);
    }

    @Test
    void anImageOfAnArchiveDoesNotWaitForEver() throws IOException {
        InFlightBytes small = new InFlightBytes(100 << 10);
        small.reserve(90 << 10, Duration.ZERO);
        BodyReader waiting = new BodyReader(LIMIT, small);

        BodyReader.Outcome outcome =
                waiting.readExactly(forbidden(), 50 << 10, Duration.ofMillis(1));

        assertThat(outcome)
                .isEqualTo(new BodyReader.Busy(new InFlightBytes.Full(90 << 10, 100 << 10)));
    }

    private static byte[] random(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    /// Gives at most 1000 bytes at a time, as a network may.
    private static InputStream trickling(byte[] body) {
        return new ByteArrayInputStream(body) {
            @Override
            public synchronized int read(byte[] into, int offset, int length) {
                return super.read(into, offset, Math.min(length, 1000));
            }
        };
    }

    private static InputStream forbidden() {
        return new InputStream() {
            @Override
            public int read() {
                throw new AssertionError("must not be read");
            }
        };
    }

    private static InputStream breaking() {
        return new InputStream() {
            private int given;

            @Override
            public int read() throws IOException {
                given++;
                if (given > 500) {
                    throw new IOException("connection reset");
                }
                return 1;
            }
        };
    }
}
