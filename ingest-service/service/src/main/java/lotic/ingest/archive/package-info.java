/// Tar streams in the manner of WebDataset: a stream of bytes goes in, samples come out one at a
/// time and in order, each an image with its texts. Names of entries are labels and never become
/// paths.
@NullMarked
package lotic.ingest.archive;

import org.jspecify.annotations.NullMarked;
