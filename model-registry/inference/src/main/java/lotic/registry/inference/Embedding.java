package lotic.registry.inference;

/// The features of an image.
///
/// @param version that gave them, such as `demo@37`; features of two versions cannot be compared
/// @param vector float32, as many as the version's `num_features`; whoever gets it owns it
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
public record Embedding(String version, float[] vector) {}
