package lotic.learning.ops;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// The lengths of a tensor's axes.
///
/// @param axes each 0 or more; empty for a single number
public record Shape(List<Long> axes) {

    public Shape {
        axes = List.copyOf(axes);
    }

    /// A shape from its lengths.
    public static Shape of(long... axes) {
        return new Shape(Arrays.stream(axes).boxed().toList());
    }

    /// How many axes.
    public int rank() {
        return axes.size();
    }

    /// The length of an axis.
    public long axis(int axis) {
        return axes.get(axis);
    }

    /// How many numbers.
    public long size() {
        return axes.stream().mapToLong(Long::longValue).reduce(1, Math::multiplyExact);
    }

    /// The lengths as an array of the caller's.
    public long[] toArray() {
        return axes.stream().mapToLong(Long::longValue).toArray();
    }

    /// This shape with another length of one axis.
    public Shape with(int axis, long length) {
        long[] changed = toArray();
        changed[axis] = length;
        return of(changed);
    }

    @Override
    public String toString() {
        return axes.stream().map(String::valueOf).collect(Collectors.joining(", ", "(", ")"));
    }
}
