package lotic.benchmarks.quality;

/// A picture whose class is known to the judge, never to the learner.
///
/// @param image an image file's bytes
/// @param label name of its class
/// @param number in the stream, from 0; a second round through a file goes on counting
@SuppressWarnings("ArrayRecordComponent") // a file's bytes, made once and left alone
public record LabelledPicture(byte[] image, String label, long number) {}
