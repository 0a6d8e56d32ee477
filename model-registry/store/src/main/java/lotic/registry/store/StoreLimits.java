package lotic.registry.store;

/// How much a store takes.
///
/// @param blobBytesMax the largest file of a version
/// @param metadataBytesMax the longest metadata of a version, in UTF-8 bytes
/// @param diskFreeBytesMin uploads are refused while fewer bytes would stay free
public record StoreLimits(long blobBytesMax, int metadataBytesMax, long diskFreeBytesMin) {}
