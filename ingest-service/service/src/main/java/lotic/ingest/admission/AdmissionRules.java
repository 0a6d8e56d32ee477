package lotic.ingest.admission;

import lotic.inspection.PixelLimit;

import java.time.Duration;

/// What admission goes by.
///
/// @param pixels bounds of a picture
/// @param duplicates what becomes of known bytes
/// @param window how long bytes and submission ids are remembered
public record AdmissionRules(PixelLimit pixels, Duplicates duplicates, Duration window) {}
