package lotic.learning.ops;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The tensors of a [Layout] in the engine's memory, contiguous, float32 or float64. Owned by one
/// thread.
public final class StateArrays implements AutoCloseable {

    private final Layout layout;
    private final NDManager manager;
    private final DataType type;
    private final Map<String, NDArray> arrays = new LinkedHashMap<>();
    private final List<NDArray> parameters;
    private final List<NDArray> statistics;
    private final List<NDArray> buffers;

    private StateArrays(Layout layout, Arithmetic arithmetic, Device device, long seed) {
        this.layout = layout;
        manager = NDManager.newBaseManager(device, "PyTorch");
        type = arithmetic == Arithmetic.FLOAT64 ? DataType.FLOAT64 : DataType.FLOAT32;
        for (Slot slot : slots(layout)) {
            NDArray array =
                    manager.zeros(new ai.djl.ndarray.types.Shape(slot.shape().toArray()), type);
            arrays.put(slot.name(), array);
            write(slot.name(), drawn(slot, seed));
        }
        parameters = arraysOf(layout.parameters());
        statistics = arraysOf(layout.statistics());
        buffers = arraysOf(layout.buffers());
    }

    /// A fresh state.
    ///
    /// @param seed of the run, from which initial numbers are drawn
    public static StateArrays fresh(
            Layout layout, Arithmetic arithmetic, Device device, long seed) {
        return new StateArrays(layout, arithmetic, device, seed);
    }

    private ByteBuffer drawn(Slot slot, long seed) {
        int size = Math.toIntExact(slot.shape().size());
        ByteBuffer numbers =
                ByteBuffer.allocate(Math.multiplyExact(size, type.getNumOfBytes()))
                        .order(ByteOrder.nativeOrder());
        for (double number : slot.init().draw(seed, slot.name(), size)) {
            if (type == DataType.FLOAT64) {
                numbers.putDouble(number);
            } else {
                numbers.putFloat((float) number);
            }
        }
        return numbers.flip();
    }

    private static List<Slot> slots(Layout layout) {
        return Stream.of(layout.parameters(), layout.statistics(), layout.buffers())
                .flatMap(List::stream)
                .toList();
    }

    private List<NDArray> arraysOf(List<Slot> slots) {
        List<NDArray> found = new ArrayList<>();
        slots.forEach(slot -> found.add(array(slot.name())));
        return List.copyOf(found);
    }

    /// What is declared.
    public Layout layout() {
        return layout;
    }

    /// The type of all numbers.
    DataType type() {
        return type;
    }

    /// Everything that is declared, parameters first.
    public List<Slot> slots() {
        return slots(layout);
    }

    /// The tensor of a slot; this class stays its owner.
    ///
    /// @throws IllegalArgumentException if the layout has no such name
    public NDArray array(String name) {
        NDArray array = arrays.get(name);
        if (array == null) {
            throw new IllegalArgumentException("the state has no tensor " + name);
        }
        return array;
    }

    /// Copies a tensor's numbers out.
    ///
    /// @param target little-endian numbers go here, from its position on
    public void read(String name, ByteBuffer target) {
        NDArray array = array(name);
        if (isOnHost(array)) {
            target.put(array.toByteBuffer(true));
            return;
        }
        try (NDArray copy = array.toDevice(Device.cpu(), true)) {
            target.put(copy.toByteBuffer(true));
        }
    }

    /// Replaces a tensor's numbers.
    ///
    /// @param source little-endian, its remaining bytes
    public void write(String name, ByteBuffer source) {
        NDArray array = array(name);
        // Into the engine's own memory: an array that is created from numbers may share theirs.
        if (isOnHost(array)) {
            array.toByteBuffer(true).put(source.duplicate());
            return;
        }
        replace(array, source);
    }

    /// Of another device's memory a buffer is a copy, to which writing does nothing.
    private static boolean isOnHost(NDArray array) {
        return !array.getDevice().isGpu();
    }

    /// Replaces an array's numbers on whatever device it is.
    ///
    /// @param source little-endian, its remaining bytes
    static void replace(NDArray array, ByteBuffer source) {
        try (NDManager scope = array.getManager().newSubManager()) {
            ByteBuffer bytes = ByteBuffer.allocateDirect(source.remaining());
            bytes.put(source.duplicate()).flip();
            NDArray numbers = scope.create(bytes, array.getShape(), array.getDataType());
            array.set(new NDIndex("..."), numbers);
        }
    }

    /// A manager for what lives no longer than one call.
    public NDManager newScope() {
        return manager.newSubManager();
    }

    List<NDArray> parameters() {
        return parameters;
    }

    List<NDArray> statistics() {
        return statistics;
    }

    List<NDArray> buffers() {
        return buffers;
    }

    @Override
    public void close() {
        manager.close();
    }
}
