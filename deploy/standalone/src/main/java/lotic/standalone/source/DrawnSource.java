package lotic.standalone.source;

import lotic.standalone.pictures.Picture;
import lotic.standalone.pictures.PictureGenerator;

import java.util.Optional;

/// Drawn pictures without end.
public final class DrawnSource implements SampleSource {

    private final PictureGenerator generator;
    private final long seed;
    private long next;

    /// Begins anywhere in the stream that the seed stands for.
    ///
    /// @param first index of the first picture, 0 or more
    public DrawnSource(long seed, long first) {
        this.generator = new PictureGenerator(seed);
        this.seed = seed;
        this.next = first;
    }

    @Override
    public Optional<Sample> next() {
        Picture picture = generator.draw(next);
        String name = "drawn/%d/%d".formatted(seed, next);
        next++;
        return Optional.of(
                new Sample(
                        name,
                        picture.jpeg(),
                        Optional.of(picture.label()),
                        Optional.of(picture.caption()),
                        Optional.empty()));
    }

    @Override
    public void close() {}
}
