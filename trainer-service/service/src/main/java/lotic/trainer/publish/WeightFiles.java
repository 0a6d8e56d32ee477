package lotic.trainer.publish;

import lotic.learning.state.StateTree;
import lotic.learning.state.Tensor;
import lotic.registry.client.ModelVersion;
import lotic.registry.client.VersionDraft;
import lotic.registry.format.Dtype;
import lotic.registry.format.SafetensorsWriter;
import lotic.registry.format.Sha256;
import lotic.registry.format.TensorData;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/// The tensors of a version: the trunk by itself, under timm's names, because timm loads strictly;
/// the objective's weights in a file of their own, for who goes on from a version.
final class WeightFiles {

    static final String TRUNK = "model.safetensors";
    static final String PROJECTION = "projection.safetensors";

    /// Beginnings of the names of what a run remembers, projections of its newest images above all.
    /// Those are no weights: without the next batch they are of no use.
    private static final List<String> RUN_MEMORY = List.of("queue.", "reseeding.");

    /// What readers of safetensors expect beside tensors that came from PyTorch.
    private static final SortedMap<String, String> METADATA = new TreeMap<>(Map.of("format", "pt"));

    private WeightFiles() {}

    /// Writes both files; durable but for their names.
    static void write(Path folder, StateTree state) throws IOException {
        write(folder.resolve(TRUNK), state.of("trunk"));
        SortedMap<String, Tensor> projection = new TreeMap<>(state.of("objective"));
        projection.keySet().removeIf(name -> RUN_MEMORY.stream().anyMatch(name::startsWith));
        write(folder.resolve(PROJECTION), projection);
    }

    /// True if a published version has the very weights that are about to be published.
    static boolean areSame(ModelVersion published, VersionDraft draft) throws IOException {
        for (String name : List.of(TRUNK, PROJECTION)) {
            Sha256 ours = Sha256.of(Objects.requireNonNull(draft.files().get(name)));
            if (published.manifest().files().stream()
                    .noneMatch(file -> file.path().equals(name) && file.sha256().equals(ours))) {
                return false;
            }
        }
        return true;
    }

    private static void write(Path file, SortedMap<String, Tensor> tensors) throws IOException {
        List<TensorData> all =
                tensors.entrySet().stream()
                        .map(tensor -> data(tensor.getKey(), tensor.getValue()))
                        .toList();
        try (FileChannel channel = DurableFiles.create(file)) {
            SafetensorsWriter.write(channel, all, METADATA);
            channel.force(true);
        }
    }

    private static TensorData data(String name, Tensor tensor) {
        return new TensorData(
                name,
                switch (tensor.type()) {
                    case F32 -> Dtype.F32;
                    case F64 -> Dtype.F64;
                    case I64 -> Dtype.I64;
                },
                Arrays.stream(tensor.shape()).boxed().toList(),
                tensor.data());
    }
}
