package lotic.learning.weights;

import lotic.learning.ops.Layout;
import lotic.learning.ops.Shapes;
import lotic.learning.ops.Slot;
import lotic.learning.recipe.TrunkSpec;
import lotic.learning.state.StateTree;
import lotic.learning.state.Tensor;
import lotic.learning.state.Tensor.NumberType;
import lotic.learning.trunk.Trunk;
import lotic.learning.trunk.View;
import lotic.registry.format.Dtype;
import lotic.registry.format.Safetensors;
import lotic.registry.format.SafetensorsWriter;
import lotic.registry.format.TensorData;
import lotic.registry.format.TensorEntry;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A trunk's weights and running statistics, learnt here or elsewhere.
///
/// @param convention by which the file named them
/// @param tensors F32, under timm's names
/// @param leftOut tensors of the file that no trunk has, such as a classifier, by their names there
public record TrunkWeights(
        NamingConvention convention, SortedMap<String, Tensor> tensors, List<String> leftOut) {

    /// A file of another network lacks hundreds of names: nobody reads more of them in one
    /// sentence.
    private static final int NAMED_MAX = 4;

    /// Classifiers of timm and pycls, torchvision and Hugging Face; VISSL's heads; counters that
    /// PyTorch keeps beside batch-norms.
    private static final Pattern NO_TRUNK =
            Pattern.compile(
                    "head\\.fc\\..*|fc\\..*|classifier\\..*|(.*\\.)?heads\\..*|.*\\.num_batches_tracked");

    /// Readers of safetensors expect it beside tensors that PyTorch may load.
    private static final SortedMap<String, String> METADATA = new TreeMap<>(Map.of("format", "pt"));

    /// Any does: weights know nothing of it.
    private static final int PIXELS_A_SIDE = 32;

    public TrunkWeights {
        tensors = Collections.unmodifiableSortedMap(new TreeMap<>(tensors));
        leftOut = List.copyOf(leftOut);
    }

    /// Reads the weights of a trunk from a file whose names are those of one of the conventions;
    /// numbers in half or double precision become float32.
    ///
    /// @param file safetensors
    /// @throws IllegalArgumentException if the file is not one of this trunk, naming what it lacks,
    ///   what it has that no trunk has, or what has another shape
    /// @throws lotic.registry.format.FormatException if it is no safetensors file
    public static TrunkWeights read(Path file, TrunkSpec trunk) throws IOException {
        List<Slot> slots = slots(trunk);
        try (Safetensors opened = Safetensors.open(file)) {
            List<String> names = opened.header().tensors().stream().map(TensorEntry::name).toList();
            NamingConvention convention =
                    Arrays.stream(NamingConvention.values())
                            .max(Comparator.comparingLong(each -> known(each, names, slots)))
                            .orElseThrow();
            Map<String, String> inFile = new HashMap<>();
            names.forEach(name -> inFile.put(convention.withoutWrapping(name), name));
            SortedMap<String, Tensor> tensors = new TreeMap<>();
            SortedSet<String> misfits = new TreeSet<>();
            for (Slot slot : slots) {
                String name = inFile.remove(convention.name(slot.name()));
                if (name == null) {
                    misfits.add(convention.name(slot.name()) + " is missing");
                } else if (!hasShape(opened.entry(name).orElseThrow(), slot)) {
                    misfits.add(
                            "%s is %s, not %s"
                                    .formatted(
                                            name,
                                            opened.entry(name).orElseThrow().shape(),
                                            slot.shape()));
                } else {
                    tensors.put(slot.name(), float32(opened, name, slot));
                }
            }
            inFile.values().stream()
                    .filter(name -> !NO_TRUNK.matcher(name).matches())
                    .forEach(name -> misfits.add(name + " is unknown"));
            if (!misfits.isEmpty()) {
                throw new IllegalArgumentException(refusal(file, trunk, misfits));
            }
            return new TrunkWeights(
                    convention, tensors, inFile.values().stream().sorted().toList());
        }
    }

    /// The weights of a state, to be written.
    ///
    /// @param state whose buffers must not change while they are used
    public static TrunkWeights of(StateTree state) {
        return new TrunkWeights(NamingConvention.TIMM, state.of("trunk"), List.of());
    }

    /// The weights as a part of a learner's state.
    public StateTree state() {
        SortedMap<String, Tensor> owned = new TreeMap<>();
        tensors.forEach((name, tensor) -> owned.put("trunk/" + name, tensor));
        return new StateTree(owned, new TreeMap<>());
    }

    /// Writes them under the names of a convention.
    ///
    /// @param file must not be there
    public void write(Path file, NamingConvention names) throws IOException {
        List<TensorData> renamed =
                tensors.entrySet().stream()
                        .map(
                                each ->
                                        new TensorData(
                                                names.name(each.getKey()),
                                                Dtype.F32,
                                                Arrays.stream(each.getValue().shape())
                                                        .boxed()
                                                        .toList(),
                                                each.getValue().data().duplicate()))
                        .toList();
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            SafetensorsWriter.write(channel, renamed, METADATA);
        }
    }

    private static List<Slot> slots(TrunkSpec spec) {
        Shapes shapes = new Shapes();
        Shapes.Value pixels = Shapes.Value.of(1, 3, PIXELS_A_SIDE, PIXELS_A_SIDE);
        Trunk.of(spec).forward(shapes, List.of(new View<>(pixels, 1)));
        Layout layout = shapes.layout();
        return Stream.concat(layout.parameters().stream(), layout.statistics().stream()).toList();
    }

    private static long known(
            NamingConvention convention, Collection<String> names, List<Slot> slots) {
        SortedSet<String> unwrapped = new TreeSet<>();
        names.forEach(name -> unwrapped.add(convention.withoutWrapping(name)));
        return slots.stream()
                .filter(slot -> unwrapped.contains(convention.name(slot.name())))
                .count();
    }

    private static boolean hasShape(TensorEntry entry, Slot slot) {
        long[] shape = entry.shape().stream().mapToLong(Long::longValue).toArray();
        return Arrays.equals(shape, slot.shape().toArray());
    }

    private static Tensor float32(Safetensors file, String name, Slot slot) {
        Dtype type = file.entry(name).orElseThrow().dtype();
        ByteBuffer from = file.data(name);
        int count = Math.toIntExact(slot.shape().size());
        ByteBuffer to =
                ByteBuffer.allocateDirect(count * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < count; i++) {
            to.putFloat(
                    switch (type) {
                        case F32 -> from.getFloat();
                        case F64 -> (float) from.getDouble();
                        case F16 -> Float.float16ToFloat(from.getShort());
                        case BF16 -> Float.intBitsToFloat(from.getShort() << 16);
                        default ->
                                throw new IllegalArgumentException(
                                        "%s is of %s; weights are F32, F64, F16 or BF16"
                                                .formatted(name, type));
                    });
        }
        return new Tensor(NumberType.F32, slot.shape().toArray(), to.flip());
    }

    private static String refusal(Path file, TrunkSpec trunk, SortedSet<String> misfits) {
        String named = String.join("; ", misfits.stream().limit(NAMED_MAX).toList());
        int others = misfits.size() - Math.min(NAMED_MAX, misfits.size());
        return "%s does not hold the weights of %s: %s%s"
                .formatted(
                        file,
                        switch (trunk) {
                            case TrunkSpec.RegNetY(String name) -> name;
                        },
                        named,
                        others == 0 ? "" : " and " + others + " more");
    }
}
