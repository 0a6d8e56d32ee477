package lotic.learning.ops;

/// How a convolution's square kernel moves over its input, padded with zeros by half the kernel so
/// that at stride 1 the size stays.
///
/// @param kernel side in pixels, odd
/// @param stride step in pixels
/// @param groups input and output channels fall into so many groups that do not see each other
public record Window(int kernel, int stride, int groups) {

    public Window {
        if (kernel < 1 || kernel % 2 == 0 || stride < 1 || groups < 1) {
            throw new IllegalArgumentException(
                    "window of kernel "
                            + kernel
                            + ", stride "
                            + stride
                            + ", "
                            + groups
                            + " groups");
        }
    }

    /// A kernel that moves by one pixel and sees all channels.
    public static Window of(int kernel) {
        return new Window(kernel, 1, 1);
    }

    /// This window with another stride.
    public Window stride(int pixels) {
        return new Window(kernel, pixels, groups);
    }

    /// This window over groups of channels.
    public Window groups(int count) {
        return new Window(kernel, stride, count);
    }

    /// Zeros on each side of the input.
    public int padding() {
        return kernel / 2;
    }

    /// The side of the output for an input's side.
    public long sizeAfter(long size) {
        return (size + 2L * padding() - kernel) / stride + 1;
    }
}
