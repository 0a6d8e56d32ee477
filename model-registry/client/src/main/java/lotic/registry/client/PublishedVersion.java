package lotic.registry.client;

/// A version that the registry has.
///
/// @param model name of the model
/// @param number from 1
/// @param contentId SHA-256 of the canonical manifest, 64 hexadecimal digits
/// @param existed true if the registry had this (run, step) already
public record PublishedVersion(String model, long number, String contentId, boolean existed) {}
