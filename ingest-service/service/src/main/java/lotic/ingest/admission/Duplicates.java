package lotic.ingest.admission;

/// What becomes of bytes that were admitted before within the duplicate window.
public enum Duplicates {
    /// They are counted and go no further.
    DROP,
    /// They are admitted once more and counted as repeats: for a producer that loops on purpose.
    KEEP
}
