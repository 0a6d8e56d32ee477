package lotic.standalone.source;

import java.util.Optional;

/// A picture with what stands beside it.
///
/// @param name where it is from, as its owner would say it: `photos/0001.jpg`,
///   `more.tar/000123.jpg`
/// @param bytes the file; whoever gets it owns it
/// @param label from `.cls`
/// @param caption from `.txt`
/// @param metadata from `.json`
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
public record Sample(
        String name,
        byte[] bytes,
        Optional<String> label,
        Optional<String> caption,
        Optional<String> metadata) {}
