/// Bytes of an image file to uint8 pixels: decoding, random crops with colour distortion and blur
/// for training, and the centred view for evaluation. Everything here is a pure function of the
/// bytes, the settings and a [ViewSeed].
///
/// Pixels cross this package's wall as interleaved RGB, one byte a channel, rows top to bottom
/// (height, width, 3), in direct [java.nio.ByteBuffer]s that the caller owns. A
/// [lotic.pixels.Normalization] makes of them the numbers that a network takes.
@NullMarked
package lotic.pixels;

import org.jspecify.annotations.NullMarked;
