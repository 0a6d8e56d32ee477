package lotic.standalone.embed;

import lotic.standalone.source.Sample;

import java.util.Optional;

/// What became of a picture.
///
/// @param sample the picture
/// @param vector its features; empty if no picture can be made of it
/// @param refusal why there are none; empty otherwise
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
public record Embedded(Sample sample, Optional<float[]> vector, String refusal) {

    static Embedded of(Sample sample, float[] vector) {
        return new Embedded(sample, Optional.of(vector), "");
    }

    static Embedded refused(Sample sample, String why) {
        return new Embedded(sample, Optional.empty(), why);
    }
}
