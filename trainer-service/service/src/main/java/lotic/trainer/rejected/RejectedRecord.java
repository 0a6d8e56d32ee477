package lotic.trainer.rejected;

import lotic.schemas.Rejection;

/// A rejection with its place.
///
/// @param offset in the topic of rejections
/// @param rejection what admission said
public record RejectedRecord(long offset, Rejection rejection) {}
