/// What a registry keeps: blobs by digest, immutable versions, aliases with their history, the log
/// of events. No HTTP, no Kafka.
///
/// ```
/// <folder>/blobs/sha256/ab/ab12…   a blob, read-only, named by its digest
/// <folder>/blobs/incoming/…        uploads under way; emptied at start
/// <folder>/index/                  RocksDB
/// ```
///
/// **Index.** One column family; keys are a letter, then names ended by a zero byte, then numbers
/// as 8 bytes, most significant first; values are JSON.
///
/// | key | value |
/// |---|---|
/// | `f` | format of this layout, 1 |
/// | `m` model | how many versions, the sequence of the newest event, bytes of all blobs |
/// | `v` model, number | the version |
/// | `s` model, run, step | number of the version that was taken there |
/// | `c` model, content id, number | nothing |
/// | `b` model, digest | size of a blob that some version has |
/// | `r` model, run | the highest epoch seen |
/// | `a` model, alias | the number it names |
/// | `h` model, alias, sequence | the event that moved it |
/// | `q` model, number, number of the evaluation | an evaluation of that version |
/// | `d` model, number, digest of its document | number of the evaluation |
/// | `e` sequence | an event; sequences start at 1 and have no gaps |
/// | `n` model, sequence | nothing |
///
/// **Order of durability.** A blob is written aside, forced, renamed, and its folder forced before
/// the upload is acknowledged. A version, its number, `latest` and both events are then one synced
/// batch, written only if every blob is there. So a crash at any moment leaves every published
/// version complete, and an upload at worst to be repeated.
@NullMarked
package lotic.registry.store;

import org.jspecify.annotations.NullMarked;
