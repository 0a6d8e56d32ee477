package lotic.standalone.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import lotic.pixels.UndecodableImageException;
import lotic.standalone.source.Sample;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Batches of two pictures of a single pixel, whose file is their name.
class PictureBatchTest {

    private PictureStore store;
    private Renderer renderer;
    private PictureBatch batch;

    @BeforeEach
    void open() throws IOException {
        store = PictureStore.open();
        renderer = new Renderer(2);
        batch = new PictureBatch(2, 1, store, renderer);
    }

    @AfterEach
    void close() throws IOException {
        renderer.close();
        store.close();
    }

    @Test
    void picturesFromOnePlaceToAnotherAreShownInOrder() throws Exception {
        List<LabelledPicture> all = pictures("a", "b", "c", "d");

        batch.showWhole(all, 1, 3, PictureBatchTest::render);

        assertThat(batch.pixels().get(0)).isEqualTo((byte) 'b');
        assertThat(batch.pixels().get(3)).isEqualTo((byte) 'c');
    }

    @Test
    void allDamagedFilesAreToldAndTheFirstOfThemNamed() {
        List<LabelledPicture> few = pictures("a", "b", "no-1", "c", "d", "no-2", "e");
        List<LabelledPicture> many =
                pictures("no-1", "no-2", "no-3", "no-4", "no-5", "no-6", "no-7", "a");

        assertThatThrownBy(() -> batch.showWhole(few, 2, 4, PictureBatchTest::render))
                .isInstanceOf(EvaluationException.class)
                .hasMessageStartingWith("2 of 7 pictures cannot be decoded in every size")
                .hasMessageContaining(": no-1, no-2. ");
        assertThatThrownBy(() -> batch.showWhole(many, 0, 2, PictureBatchTest::render))
                .hasMessageStartingWith("7 of 8 pictures")
                .hasMessageContaining(": no-1, no-2, no-3, no-4, no-5 and 2 more. ");
    }

    private List<LabelledPicture> pictures(String... names) {
        List<LabelledPicture> pictures = new ArrayList<>();
        for (String name : names) {
            byte[] file = name.getBytes(StandardCharsets.UTF_8);
            Optional<String> nothing = Optional.empty();
            var sample = new Sample(name, file, Optional.of("any"), nothing, nothing);
            pictures.add(store.add(sample, "any"));
        }
        return pictures;
    }

    private static void render(LabelledPicture picture, byte[] file, ByteBuffer target) {
        if (picture.name().startsWith("no")) {
            throw new UndecodableImageException("no picture");
        }
        target.put(new byte[] {file[0], 0, 0});
    }
}
