/// The registry's files and names: safetensors, manifests with their content ids, references to
/// versions.
///
/// **Safetensors.** A file is `u64 N`, then `N` bytes of UTF-8 JSON padded on the right with spaces
/// to a multiple of 8, then the tensors' bytes; everything little-endian, row-major. The JSON maps
/// a tensor's name to `{"dtype", "shape", "data_offsets": [begin, end]}`, offsets counted from byte
/// 8 + N, and may hold `__metadata__`, a map of strings. Tensors stand by descending dtype, then by
/// name, as the reference writer (huggingface/safetensors, `tensor.rs`) puts them, so that each
/// stays aligned. [lotic.registry.format.Safetensors] refuses whatever does not cover the file
/// exactly: overlaps, holes, trailing bytes, duplicate names, sizes that do not match.
///
/// **Manifest.** `{"files":[{"path":…,"sha256":…,"size":…},…]}` as canonical JSON (RFC 8785), files
/// sorted by path. Its SHA-256 is the version's content id: no time and no metric enters it, so
/// equal files have equal ids everywhere.
///
/// Nothing here knows HTTP, a database or a learner. Files and names that break a rule raise
/// [lotic.registry.format.FormatException]; failures of a disk stay `IOException`.
@NullMarked
package lotic.registry.format;

import org.jspecify.annotations.NullMarked;
