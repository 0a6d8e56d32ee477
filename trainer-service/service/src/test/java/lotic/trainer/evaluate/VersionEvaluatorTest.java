package lotic.trainer.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import lotic.learning.Learner;
import lotic.learning.engine.Compute;
import lotic.learning.recipe.Presets;
import lotic.learning.recipe.Recipe;
import lotic.learning.state.StateTree;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

import javax.imageio.ImageIO;

class VersionEvaluatorTest {

    private static final Recipe RECIPE = Presets.named("tiny", 7);
    private static final Compute ONE_THREAD = new Compute(Compute.Device.CPU, 1);

    /// More than a batch, and not a multiple of it.
    private static final int BANK = 75;

    private static final int QUERIES = 20;

    private static StateTree state;

    private final Map<String, byte[]> files = new HashMap<>();
    private final VersionEvaluator evaluator = new VersionEvaluator(files::get, ONE_THREAD);

    @BeforeAll
    static void makeAState() {
        try (Learner learner = Learner.fresh(RECIPE, ONE_THREAD)) {
            state = learner.state(Optional.empty());
        }
    }

    @Test
    void imagesThatAreEasilyToldApartAreToldApart() throws Exception {
        HeldOutSet striped = set(true);

        Evaluation evaluation = evaluator.evaluate(RECIPE, state, striped);

        assertThat(evaluation.dimension()).isEqualTo(368);
        assertThat(evaluation.bank()).isEqualTo(BANK);
        assertThat(evaluation.queries()).isEqualTo(QUERIES);
        assertThat(evaluation.knn()).contains(1.0);
        assertThat(evaluation.knnUntrained()).contains(1.0);
        assertThat(evaluation.effectiveRank().orElseThrow()).isBetween(1.0, (double) BANK);
    }

    @Test
    void theSameStateAndSetGiveTheSameNumbers() throws Exception {
        HeldOutSet striped = set(true);

        Evaluation first = evaluator.evaluate(RECIPE, state, striped);
        Evaluation second = evaluator.evaluate(RECIPE, state, striped);
        Evaluation elsewhere =
                new VersionEvaluator(files::get, ONE_THREAD).evaluate(RECIPE, state, striped);

        assertThat(second).isEqualTo(first);
        assertThat(elsewhere).isEqualTo(first);
    }

    @Test
    void withoutLabelsThereIsTheEffectiveRank() throws Exception {
        Evaluation evaluation = evaluator.evaluate(RECIPE, state, set(false));

        assertThat(evaluation.knn()).isEmpty();
        assertThat(evaluation.knnUntrained()).isEmpty();
        assertThat(evaluation.queries()).isZero();
        assertThat(evaluation.effectiveRank()).isPresent();
    }

    @Test
    void whatTheDecoderCannotReadIsLeftOut() throws Exception {
        HeldOutSet striped = set(true);
        files.put(striped.bank().get(3).sha256(), new byte[] {(byte) 0xFF, (byte) 0xD8, 0});

        Evaluation evaluation = evaluator.evaluate(RECIPE, state, striped);

        assertThat(evaluation.bank()).isEqualTo(BANK - 1);
        assertThat(evaluation.knn()).contains(1.0);
    }

    @Test
    void nothingHeldOutIsNothingJudged() throws Exception {
        Evaluation evaluation = evaluator.evaluate(RECIPE, state, HeldOutSet.EMPTY);

        assertThat(evaluation)
                .isEqualTo(
                        new Evaluation(
                                368, 0, 0, Optional.empty(), Optional.empty(), Optional.empty()));
    }

    @Test
    void anInterruptEndsIt() throws Exception {
        HeldOutSet striped = set(true);
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> evaluator.evaluate(RECIPE, state, striped))
                .isInstanceOf(InterruptedException.class);
    }

    /// Dark pictures of stripes and bright ones of discs: even a network that has learnt nothing
    /// tells them apart.
    private HeldOutSet set(boolean labelled) throws IOException {
        Random random = new Random(1);
        List<HeldOutImage> images = new ArrayList<>();
        for (int i = 0; i < BANK + QUERIES; i++) {
            String name = "%064x".formatted(i);
            files.put(name, picture(random, i % 2 == 0));
            Optional<String> label = Optional.of(i % 2 == 0 ? "stripes" : "disc");
            images.add(new HeldOutImage(name, label.filter(_ -> labelled)));
        }
        return new HeldOutSet(images.subList(0, BANK), images.subList(BANK, BANK + QUERIES));
    }

    private static byte[] picture(Random random, boolean striped) throws IOException {
        BufferedImage image = new BufferedImage(32, 32, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = image.createGraphics();
        int darkest = striped ? 0 : 160;
        pen.setColor(grey(darkest + random.nextInt(30)));
        pen.fillRect(0, 0, 32, 32);
        pen.setColor(grey(darkest + 50 + random.nextInt(30)));
        if (striped) {
            for (int y = random.nextInt(3); y < 32; y += 4) {
                pen.fillRect(0, y, 32, 2);
            }
        } else {
            pen.fillOval(4 + random.nextInt(4), 4 + random.nextInt(4), 18, 18);
        }
        pen.dispose();
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(image, "png", png);
        return png.toByteArray();
    }

    private static Color grey(int level) {
        return new Color(level, level, level);
    }
}
