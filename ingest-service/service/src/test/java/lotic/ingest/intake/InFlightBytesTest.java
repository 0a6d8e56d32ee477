package lotic.ingest.intake;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;

class InFlightBytesTest {

    private static final long BYTES_MAX = 1 << 20;

    private final InFlightBytes budget = new InFlightBytes(BYTES_MAX);

    @Test
    void roomIsGivenUntilTheBudgetIsUsedUp() {
        assertThat(budget.reserve(BYTES_MAX, Duration.ZERO))
                .isInstanceOf(InFlightBytes.Reservation.class);

        assertThat(budget.reserve(1, Duration.ZERO))
                .isEqualTo(new InFlightBytes.Full(BYTES_MAX, BYTES_MAX));
    }

    @Test
    void manySmallImagesUseItUpToo() {
        int taken = 0;
        while (budget.reserve(1, Duration.ZERO) instanceof InFlightBytes.Reservation) {
            taken++;
        }

        assertThat(taken).isEqualTo(64);
    }

    @Test
    void roomThatIsGivenBackTwiceIsGivenBackOnce() {
        InFlightBytes.Reservation one = reserve(BYTES_MAX / 2);
        reserve(BYTES_MAX / 2);

        one.close();
        one.close();

        assertThat(budget.bytes()).isEqualTo(BYTES_MAX / 2);
    }

    @Test
    void aReservationThatCannotGrowKeepsWhatItHas() {
        InFlightBytes.Reservation one = reserve(BYTES_MAX / 2);

        assertThat(one.extendTo(BYTES_MAX + 1)).isInstanceOf(InFlightBytes.Full.class);

        assertThat(budget.bytes()).isEqualTo(BYTES_MAX / 2);
    }

    @Test
    void whateverIsDoneTheBudgetIsKeptAndNothingIsLost() {
        Random random = new Random(9);
        Deque<InFlightBytes.Reservation> held = new ArrayDeque<>();
        for (int i = 0; i < 5000; i++) {
            int wish = random.nextInt(300_000);
            switch (random.nextInt(3)) {
                case 0 -> {
                    if (budget.reserve(wish, Duration.ZERO)
                            instanceof InFlightBytes.Reservation given) {
                        held.add(given);
                    }
                }
                case 1 ->
                        held.stream()
                                .skip(held.size() / 2)
                                .findFirst()
                                .ifPresent(
                                        r -> {
                                            assertThat(r.extendTo(wish)).isNotNull();
                                        });
                default -> {
                    if (!held.isEmpty()) {
                        held.remove().close();
                    }
                }
            }
            assertThat(budget.bytes()).isBetween(0L, BYTES_MAX);
        }

        held.forEach(InFlightBytes.Reservation::close);
        assertThat(budget.bytes()).isZero();
    }

    private InFlightBytes.Reservation reserve(long bytes) {
        return (InFlightBytes.Reservation) budget.reserve(bytes, Duration.ZERO);
    }
}
