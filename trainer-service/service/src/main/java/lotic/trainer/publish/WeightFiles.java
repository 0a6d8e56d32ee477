package lotic.trainer.publish;

import lotic.learning.state.StateTree;
import lotic.learning.state.Tensor;
import lotic.registry.format.Dtype;
import lotic.registry.format.SafetensorsWriter;
import lotic.registry.format.TensorData;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Predicate;

/// The tensors of a version: the trunk by itself, under timm's names, because timm loads strictly;
/// the objective's weights in a file of their own, for who goes on from a version.
final class WeightFiles {

    static final String TRUNK = "model.safetensors";
    static final String PROJECTION = "projection.safetensors";

    private static final String TRUNK_PREFIX = "trunk/";
    private static final String OBJECTIVE_PREFIX = "objective/";

    /// What readers of safetensors expect beside tensors that came from PyTorch.
    private static final TreeMap<String, String> METADATA =
            new TreeMap<>(java.util.Map.of("format", "pt"));

    private WeightFiles() {}

    /// Writes both files; durable but for their names.
    static void write(Path folder, StateTree state) throws IOException {
        write(folder.resolve(TRUNK), state, TRUNK_PREFIX, _ -> true);
        // A queue is the memory of a run, not a weight: it is of no use without the next batch.
        write(folder.resolve(PROJECTION), state, OBJECTIVE_PREFIX, name -> !name.contains("queue"));
    }

    private static void write(Path file, StateTree state, String prefix, Predicate<String> kept)
            throws IOException {
        List<TensorData> tensors =
                state.tensors().tailMap(prefix).entrySet().stream()
                        .takeWhile(entry -> entry.getKey().startsWith(prefix))
                        .filter(entry -> kept.test(entry.getKey()))
                        .map(
                                entry ->
                                        data(
                                                entry.getKey().substring(prefix.length()),
                                                entry.getValue()))
                        .toList();
        try (FileChannel channel = DurableFiles.create(file)) {
            SafetensorsWriter.write(channel, tensors, METADATA);
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
