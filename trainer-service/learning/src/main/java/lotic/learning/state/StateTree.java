package lotic.learning.state;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32C;

/// All that learning depends on: what is not in here does not exist after a restart. Names are
/// paths whose first segment says who owns them. The learner owns those below; whoever adds more
/// uses a segment of its own.
///
/// - `trunk/…` weights and running statistics of the trunk under timm's names, such as
///   `trunk/stem.conv.weight`
/// - `objective/…` weights of heads and prototypes, statistics and queues, such as
///   `objective/prototypes.weight`
/// - `optimizer/…` moments, such as `optimizer/momentum/trunk/stem.conv.weight`
///
/// The learner's values are `learner/steps`, how many steps were made, and `learner/rate`, the
/// learning rate as [lotic.learning.rate.LearningRate#toJson] writes it.
///
/// Two trees are equal if all names, bits and texts are.
///
/// @param tensors by name
/// @param values small values by name, each JSON text
public record StateTree(SortedMap<String, Tensor> tensors, SortedMap<String, String> values) {

    public StateTree {
        tensors = Collections.unmodifiableSortedMap(new TreeMap<>(tensors));
        values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
        for (String name : tensors.keySet()) {
            if (name.indexOf('/') < 1) {
                throw new IllegalArgumentException(
                        "tensor " + name + " has no owner; name it OWNER/" + name);
            }
        }
    }

    /// This tree and another one that shares no name with it.
    public StateTree and(StateTree other) {
        return new StateTree(joined(tensors, other.tensors), joined(values, other.values));
    }

    /// The tensors of one owner, without its segment in their names.
    ///
    /// @param owner first segment of a name, such as `trunk`
    public SortedMap<String, Tensor> of(String owner) {
        SortedMap<String, Tensor> owned = new TreeMap<>();
        // '0' follows '/' in the order of characters
        tensors.subMap(owner + '/', owner + '0')
                .forEach((name, tensor) -> owned.put(name.substring(owner.length() + 1), tensor));
        return Collections.unmodifiableSortedMap(owned);
    }

    /// Size of all tensors' numbers.
    public long bytes() {
        return tensors.values().stream().mapToLong(Tensor::bytes).sum();
    }

    /// A checksum of every name, shape, bit and text, by which two runs can be compared at a
    /// glance.
    public int crc32c() {
        CRC32C crc = new CRC32C();
        tensors.forEach(
                (name, tensor) -> {
                    update(crc, name);
                    update(crc, tensor.type() + Arrays.toString(tensor.shape()));
                    crc.update(tensor.data().duplicate());
                });
        values.forEach(
                (name, text) -> {
                    update(crc, name);
                    update(crc, text);
                });
        return (int) crc.getValue();
    }

    private static void update(CRC32C crc, String text) {
        crc.update(text.getBytes(StandardCharsets.UTF_8));
        crc.update(0); // keeps "a", "bc" apart from "ab", "c"
    }

    private static <V> SortedMap<String, V> joined(Map<String, V> one, Map<String, V> other) {
        SortedMap<String, V> both = new TreeMap<>(one);
        other.forEach(
                (name, value) -> {
                    if (both.putIfAbsent(name, value) != null) {
                        throw new IllegalArgumentException("both states have a " + name);
                    }
                });
        return both;
    }
}
