package lotic.standalone.command;

import lotic.benchmarks.quality.LabelledPicture;
import lotic.standalone.source.Pictures;
import lotic.standalone.source.Sample;
import lotic.standalone.source.SampleSource;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Pictures that stand beside a `.cls`, read into memory.
final class LabelledPictures {

    private LabelledPictures() {}

    /// The labelled pictures of files, folders and tars, in their order.
    ///
    /// @param bytesMax of all of them together; what does not fit is left out
    /// @throws IOException if there is none
    static List<LabelledPicture> read(List<Path> paths, long bytesMax) throws IOException {
        List<LabelledPicture> pictures = new ArrayList<>();
        long bytes = 0;
        try (SampleSource source = Pictures.of(paths).once()) {
            Optional<Sample> next = source.next();
            while (next.isPresent() && bytes + next.get().bytes().length <= bytesMax) {
                Sample sample = next.get();
                if (sample.label().isPresent()) {
                    bytes += sample.bytes().length;
                    pictures.add(
                            new LabelledPicture(
                                    sample.bytes(), sample.label().get(), pictures.size()));
                }
                next = source.next();
            }
        }
        if (pictures.isEmpty()) {
            throw new IOException(
                    "There is no labelled picture in %s. Put a .cls with its class beside each picture."
                            .formatted(paths));
        }
        return List.copyOf(pictures);
    }
}
