package lotic.pixels;

import lotic.registry.format.Safetensors;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.List;

/// Pictures that Pillow 9.4 made, (height, width, 3) bytes each, by name.
final class PillowFixture {

    private static final List<Safetensors> FILES =
            List.of(open("augment.safetensors"), open("views.safetensors"));

    private PillowFixture() {}

    /// The picture as planes.
    static PixelBuffer picture(String name) {
        Safetensors file =
                FILES.stream().filter(f -> f.entry(name).isPresent()).findFirst().orElseThrow();
        List<Long> shape = file.entry(name).orElseThrow().shape();
        ByteBuffer bytes = file.data(name);
        PixelBuffer picture = new PixelBuffer();
        picture.reshape(Math.toIntExact(shape.get(1)), Math.toIntExact(shape.get(0)));
        for (int i = 0; i < 3 * picture.pixels(); i++) {
            picture.planes().get(i % 3)[i / 3] = bytes.get(i) & 0xff;
        }
        return picture;
    }

    /// The picture as a decoder would give it.
    static DecodedImage decoded(String name) {
        PixelBuffer picture = picture(name);
        return new DecodedImage(
                MemorySegment.ofArray(interleaved(picture)),
                picture.width(),
                picture.height(),
                3L * picture.width());
    }

    /// (height, width, 3) bytes.
    static byte[] interleaved(PixelBuffer picture) {
        byte[] bytes = new byte[3 * picture.pixels()];
        picture.writeTo(ByteBuffer.wrap(bytes));
        return bytes;
    }

    private static Safetensors open(String name) {
        return Safetensors.read(ByteBuffer.wrap(SampleFiles.resource(name)));
    }
}
