package lotic.learning.ops;

/// A tensor that a program declares and the state holds.
///
/// @param name its name in the state, such as `trunk/stem.conv.weight`
/// @param shape of it
/// @param init its numbers in a fresh state
public record Slot(String name, Shape shape, Init init) {}
