package lotic.pixels;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.List;

/// How 8-bit colours become the numbers that a network takes: scaled, then shifted and scaled per
/// channel, (byte · scale − mean) / deviation.
public final class Normalization {

    private static final int CHANNELS = 3;
    private static final int LEVELS = 256;

    /// ImageNet's mean and deviation of red, green and blue in 0..1, as timm has them.
    public static final Normalization IMAGENET =
            of(1 / 255.0, List.of(0.485, 0.456, 0.406), List.of(0.229, 0.224, 0.225));

    /// What each byte becomes, channel after channel.
    private final float[] values;

    private Normalization(float[] values) {
        this.values = values;
    }

    /// A normalisation in the terms of `preprocessor_config.json`.
    ///
    /// @param scale that brings bytes to the unit of mean and deviation
    /// @param mean of red, green and blue
    /// @param deviation of red, green and blue, each above 0
    public static Normalization of(double scale, List<Double> mean, List<Double> deviation) {
        if (mean.size() != CHANNELS
                || deviation.size() != CHANNELS
                || !deviation.stream().allMatch(it -> it > 0)) {
            throw new IllegalArgumentException(
                    "mean %s and deviation %s: give three of each, deviations above 0"
                            .formatted(mean, deviation));
        }
        float[] values = new float[CHANNELS * LEVELS];
        for (int channel = 0; channel < CHANNELS; channel++) {
            for (int level = 0; level < LEVELS; level++) {
                values[channel * LEVELS + level] =
                        (float) ((level * scale - mean.get(channel)) / deviation.get(channel));
            }
        }
        return new Normalization(values);
    }

    /// Normalises images.
    ///
    /// @param pixels (images, height, width, 3) uint8 from the position on, which stays
    /// @param area height · width
    /// @param target (images, 3, height, width) float32 go here; its position moves behind them
    public void apply(ByteBuffer pixels, int images, int area, FloatBuffer target) {
        for (int image = 0; image < images; image++) {
            int first = pixels.position() + image * area * CHANNELS;
            for (int channel = 0; channel < CHANNELS; channel++) {
                for (int at = first + channel; at < first + area * CHANNELS; at += CHANNELS) {
                    int level = Byte.toUnsignedInt(pixels.get(at));
                    target.put(values[channel * LEVELS + level]);
                }
            }
        }
    }
}
