package lotic.trainer.stream;

import java.nio.ByteBuffer;
import java.util.function.Consumer;

/// A record whose views are to be made once more.
///
/// @param partition of the record
/// @param offset of the record
/// @param use how often it was learnt before
/// @param image the file
/// @param done is given the views
@SuppressWarnings("ArrayRecordComponent") // files are handed on as they are and never compared
public record Replay(
        int partition, long offset, int use, byte[] image, Consumer<ByteBuffer> done) {}
