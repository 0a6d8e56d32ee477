package lotic.learning.trunk;

/// One look at a batch of n examples: all crops of one size, so that batch-norm sees them together.
///
/// @param pixels (n, 3, h, w), crop-major: row v * B + i is crop v of image i
/// @param crops of each image in here
public record View<T>(T pixels, int crops) {}
