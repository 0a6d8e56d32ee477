package lotic.registry.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/// Files that some readers accept and that mean different things to different readers.
class SafetensorsAttackTest {

    private static final String GOOD =
            "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]},"
                    + "'b':{'dtype':'U8','shape':[3],'data_offsets':[8,11]}}";

    static Stream<Arguments> brokenHeaders() {
        return Stream.of(
                broken("an overlap", one("'U8'", "[3]", "[0,3]") + ",'b':" + u8("[2,5]"), 5),
                broken("a hole", one("'U8'", "[3]", "[0,3]") + ",'b':" + u8("[4,7]"), 7),
                broken("a hole at the start", one("'U8'", "[3]", "[1,4]"), 4),
                broken("trailing bytes", one("'U8'", "[3]", "[0,3]"), 4),
                broken("missing bytes", one("'U8'", "[3]", "[0,3]"), 2),
                broken("a duplicate name", one("'U8'", "[3]", "[0,3]") + ",'a':" + u8("[3,6]"), 6),
                broken("a duplicate member", "'a':{'dtype':'U8','dtype':'U8','shape':[3]}", 3),
                broken("an unknown member", "'a':{'dtype':'U8','shape':[3],'x':1}", 3),
                broken("an unknown type", one("'F4'", "[3]", "[0,3]"), 3),
                broken("a type of another kind", one("7", "[3]", "[0,3]"), 3),
                broken("a negative length", one("'U8'", "[-3]", "[0,3]"), 3),
                broken("minus zero", one("'U8'", "[3,-0]", "[0,0]"), 0),
                broken("a fraction", one("'U8'", "[3.0]", "[0,3]"), 3),
                broken("an exponent", one("'U8'", "[3e0]", "[0,3]"), 3),
                broken(
                        "a number beyond 64 bits",
                        one("'U8'", "[18446744073709551619]", "[0,3]"),
                        3),
                broken("a product that wraps", one("'F32'", "[4611686018427387904,4]", "[0,0]"), 0),
                broken(
                        "a product that wraps twice",
                        one("'U8'", "[4294967296,4294967296]", "[0,0]"),
                        0),
                broken("swapped offsets", one("'U8'", "[3]", "[3,0]"), 3),
                broken("one offset", one("'U8'", "[3]", "[3]"), 3),
                broken("three offsets", one("'U8'", "[3]", "[0,3,3]"), 3),
                broken("no shape", "'a':{'dtype':'U8','data_offsets':[0,3]}", 3),
                broken("sizes that do not match", one("'F32'", "[3]", "[0,3]"), 3),
                broken("an empty name", "'':" + u8("[0,3]"), 3),
                broken("half a surrogate pair", "'\\ud800':" + u8("[0,3]"), 3),
                broken("metadata that is no text", "'__metadata__':{'n':1}", 0),
                broken("deep nesting", "'a':" + "[".repeat(2000) + "]".repeat(2000), 0),
                broken("a comment", "/**/'a':" + u8("[0,3]"), 3),
                broken("a trailing comma", "'a':" + u8("[0,3]") + ",", 3),
                broken("not a number", one("'F32'", "[NaN]", "[0,0]"), 0));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("brokenHeaders")
    void isRefused(String what, byte[] file) {
        assertThatThrownBy(() -> Safetensors.read(ByteBuffer.wrap(file)))
                .isInstanceOf(FormatException.class)
                .extracting(e -> ((FormatException) e).reason())
                .isEqualTo(FormatException.Reason.SAFETENSORS);
    }

    static Stream<Arguments> brokenLengths() {
        return Stream.of(
                Arguments.of("no bytes", new byte[0]),
                Arguments.of("seven bytes", new byte[7]),
                Arguments.of("no header", new byte[8]),
                Arguments.of("a header longer than the file", prefixed(100, "{}")),
                Arguments.of("a header beyond the limit", prefixed(100_000_000L, "{}")),
                Arguments.of("a length that wraps when 8 is added", prefixed(-8, "{}")),
                Arguments.of("the largest signed length", prefixed(Long.MAX_VALUE, "{}")),
                Arguments.of("padding first", prefixed(3, " {}")),
                Arguments.of("two values", prefixed(4, "{}{}")),
                Arguments.of("padding other than spaces", prefixed(3, "{}\n")),
                Arguments.of("an array", prefixed(2, "[]")),
                Arguments.of("a header that ends early", prefixed(1, "{")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("brokenLengths")
    void isRefusedBeforeAnythingIsAllocated(String what, byte[] file) {
        assertThatThrownBy(() -> Safetensors.read(ByteBuffer.wrap(file)))
                .isInstanceOf(FormatException.class);
    }

    @Test
    void bytesThatAreNoTextAreRefused() {
        byte[] file = file("'a':" + u8("[0,3]"), 3);
        file[10] = (byte) 0xff;

        assertThatThrownBy(() -> Safetensors.read(ByteBuffer.wrap(file)))
                .hasMessageContaining("not UTF-8");
    }

    @Test
    void aFlippedBitInAHeaderNeverRaisesAnythingElse() {
        SplittableRandom random = new SplittableRandom(20261122);
        byte[] good = prefixed(GOOD.length(), GOOD.replace('\'', '"') + "\0".repeat(11));
        assertThat(Safetensors.read(ByteBuffer.wrap(good)).header().tensors()).hasSize(2);

        for (int round = 0; round < 5_000; round++) {
            byte[] file = good.clone();
            for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
                file[random.nextInt(8 + GOOD.length())] ^= (byte) (1 << random.nextInt(8));
            }
            readOrRefuse(file);
        }
    }

    private static void readOrRefuse(byte[] file) {
        try {
            Safetensors read = Safetensors.read(ByteBuffer.wrap(file));
            read.header().tensors().forEach(tensor -> read.data(tensor.name()));
        } catch (FormatException e) {
            assertThat(e.reason()).isEqualTo(FormatException.Reason.SAFETENSORS);
        }
    }

    private static Arguments broken(String what, String members, int dataBytes) {
        return Arguments.of(what, file(members, dataBytes));
    }

    private static String one(String dtype, String shape, String offsets) {
        return "'a':{'dtype':%s,'shape':%s,'data_offsets':%s}".formatted(dtype, shape, offsets);
    }

    private static String u8(String offsets) {
        return "{'dtype':'U8','shape':[3],'data_offsets':%s}".formatted(offsets);
    }

    private static byte[] file(String members, int dataBytes) {
        String header = "{" + members.replace('\'', '"') + "}";
        return prefixed(header.length(), header + "\0".repeat(dataBytes));
    }

    private static byte[] prefixed(long length, String rest) {
        byte[] bytes = rest.getBytes(UTF_8);
        return ByteBuffer.allocate(8 + bytes.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(length)
                .put(bytes)
                .array();
    }
}
