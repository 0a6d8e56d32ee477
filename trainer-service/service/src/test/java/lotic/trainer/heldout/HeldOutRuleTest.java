package lotic.trainer.heldout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import lotic.trainer.heldout.HeldOutRule.Side;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;

class HeldOutRuleTest {

    private static final int DRAWS = 20_000;

    @Test
    void theShareIsKept() {
        HeldOutRule rule = new HeldOutRule(0.05, 2000, 1000);

        long bank = count(rule, Side.BANK);
        long queries = count(rule, Side.QUERIES);

        // 1000 of 20 000 are expected with a standard deviation of 31, a third of them queries.
        assertThat(bank + queries).isBetween(850L, 1150L);
        assertThat(queries).isBetween(250L, 420L);
    }

    @Test
    void raisingTheShareOnlyAdds() {
        HeldOutRule low = new HeldOutRule(0.02, 2, 1);
        HeldOutRule high = new HeldOutRule(0.1, 2, 1);
        SplittableRandom random = new SplittableRandom(1);

        for (int i = 0; i < DRAWS; i++) {
            byte[] digest = digest(random);
            low.side(digest)
                    .ifPresent(side -> assertThat(high.side(digest)).isEqualTo(Optional.of(side)));
        }
    }

    /// Computed with Python's hashlib: of a digest of 32 zeros, sha256(b"lotic-held-out" + digest)
    /// begins at 0.13104304 of 2⁶⁴ and goes on at 0.12891102; of 32 fours, at 0.05257985 and
    /// 0.56084060.
    @Test
    void theRuleIsTheDocumentedOne() {
        byte[] zeros = new byte[32];
        byte[] fours = new byte[32];
        Arrays.fill(fours, (byte) 4);

        assertThat(new HeldOutRule(0.13104304, 1, 1).side(zeros)).isEmpty();
        assertThat(new HeldOutRule(0.13104305, 1, 1).side(zeros)).contains(Side.QUERIES);
        assertThat(new HeldOutRule(0.05257985, 1, 1).side(fours)).isEmpty();
        assertThat(new HeldOutRule(0.05257986, 1, 1).side(fours)).contains(Side.BANK);
    }

    @Test
    void aShareAboveOneHalfIsRefused() {
        assertThatThrownBy(() -> new HeldOutRule(0.6, 1, 1))
                .hasMessage("trainer.held-out-share is 0.6; give 0 to 0.5");
    }

    private static long count(HeldOutRule rule, Side side) {
        SplittableRandom random = new SplittableRandom(7);
        long count = 0;
        for (int i = 0; i < DRAWS; i++) {
            if (rule.side(digest(random)).equals(Optional.of(side))) {
                count++;
            }
        }
        return count;
    }

    private static byte[] digest(SplittableRandom random) {
        byte[] digest = new byte[32];
        random.nextBytes(digest);
        return digest;
    }
}
