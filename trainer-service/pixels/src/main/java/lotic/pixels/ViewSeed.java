package lotic.pixels;

/// What the random draws of an image's views depend on, and all they depend on: never on a thread,
/// a worker or a clock.
///
/// @param runSeed of the recipe
/// @param partition of the image's record
/// @param offset of the image's record
/// @param use 0 for a fresh image, then the count of its replays
public record ViewSeed(long runSeed, int partition, long offset, int use) {}
