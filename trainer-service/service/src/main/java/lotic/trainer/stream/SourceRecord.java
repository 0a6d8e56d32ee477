package lotic.trainer.stream;

import java.time.Instant;

/// A record of the image topic as it was read.
///
/// @param partition of the topic
/// @param offset of the record
/// @param key SHA-256 of the image's bytes
/// @param value an encoded [lotic.schemas.AdmittedImage]
/// @param appendedAt when the broker took it from admission
@SuppressWarnings("ArrayRecordComponent") // files are handed on as they are and never compared
public record SourceRecord(
        int partition, long offset, byte[] key, byte[] value, Instant appendedAt) {}
