package lotic.registry.format;

import static lotic.registry.format.SafetensorsHeader.malformed;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Reads a header's JSON as strictly as the format allows: what two readers could understand
/// differently is refused.
final class HeaderParser {

    private static final int DIMENSIONS_MAX = 64;
    private static final int NESTING_MAX = 4;

    private static final JsonFactory STRICT =
            JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(NESTING_MAX)
                                    .maxNumberLength(19)
                                    .build())
                    .build();

    private final JsonParser json;
    private final List<TensorEntry> tensors = new ArrayList<>();
    private final SortedMap<String, String> metadata = new TreeMap<>();

    private HeaderParser(JsonParser json) {
        this.json = json;
    }

    /// @param header the JSON with its padding
    /// @param fileBytes size of the whole file
    static SafetensorsHeader parse(ByteBuffer header, long fileBytes) {
        long dataStart = SafetensorsHeader.LENGTH_BYTES + (long) header.remaining();
        String text = text(header);
        if (text.isEmpty() || text.charAt(0) != '{') {
            throw malformed("the header does not start with {");
        }
        try (JsonParser json = STRICT.createParser(text)) {
            HeaderParser parser = new HeaderParser(json);
            parser.readHeader();
            parser.requireOnlyPadding(text);
            parser.requireFullCover(fileBytes - dataStart);
            return new SafetensorsHeader(parser.tensors, parser.metadata, dataStart);
        } catch (JsonProcessingException e) {
            throw malformed("the header is not JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new AssertionError("reading a string cannot fail", e);
        }
    }

    private static String text(ByteBuffer header) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(header).toString();
        } catch (CharacterCodingException e) {
            throw malformed("the header is not UTF-8");
        }
    }

    private void readHeader() throws IOException {
        require(json.nextToken(), JsonToken.START_OBJECT, "the header");
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            if (name.equals(SafetensorsHeader.METADATA)) {
                readMetadata();
            } else {
                readTensor(wellFormed(name));
            }
        }
    }

    private void readMetadata() throws IOException {
        require(json.nextToken(), JsonToken.START_OBJECT, SafetensorsHeader.METADATA);
        for (String key = json.nextFieldName(); key != null; key = json.nextFieldName()) {
            require(json.nextToken(), JsonToken.VALUE_STRING, "metadata " + key);
            metadata.put(wellFormed(key), wellFormed(json.getText()));
        }
    }

    private void readTensor(String name) throws IOException {
        Optional<Dtype> dtype = Optional.empty();
        Optional<List<Long>> shape = Optional.empty();
        Optional<List<Long>> offsets = Optional.empty();
        require(json.nextToken(), JsonToken.START_OBJECT, name);
        for (String member = json.nextFieldName(); member != null; member = json.nextFieldName()) {
            switch (member) {
                case "dtype" -> dtype = Optional.of(readDtype(name));
                case "shape" -> shape = Optional.of(readNumbers(name + ".shape", DIMENSIONS_MAX));
                case "data_offsets" ->
                        offsets = Optional.of(readNumbers(name + ".data_offsets", 2));
                default -> throw malformed("%s has an unknown member %s".formatted(name, member));
            }
        }
        if (name.isEmpty()
                || dtype.isEmpty()
                || shape.isEmpty()
                || offsets.map(List::size).orElse(0) != 2) {
            throw malformed(
                    "tensor \"%s\" needs a name, a dtype, a shape and two data_offsets"
                            .formatted(name));
        }
        tensors.add(entry(name, dtype.get(), shape.get(), offsets.get()));
    }

    private static TensorEntry entry(
            String name, Dtype dtype, List<Long> shape, List<Long> offsets) {
        long begin = offsets.getFirst();
        long end = offsets.getLast();
        long expected;
        try {
            expected = TensorEntry.bytes(dtype, shape);
        } catch (ArithmeticException e) {
            throw malformed("%s %s %s is larger than any file".formatted(name, dtype, shape));
        }
        if (end - begin != expected) {
            throw malformed(
                    "%s is %s %s, which is %d bytes; its offsets [%d, %d] span %d"
                            .formatted(name, dtype, shape, expected, begin, end, end - begin));
        }
        return new TensorEntry(name, dtype, shape, begin, end);
    }

    private Dtype readDtype(String name) throws IOException {
        require(json.nextToken(), JsonToken.VALUE_STRING, name + ".dtype");
        String dtype = json.getText();
        return Dtype.named(dtype)
                .orElseThrow(() -> malformed("%s has unknown dtype %s".formatted(name, dtype)));
    }

    private List<Long> readNumbers(String what, int countMax) throws IOException {
        require(json.nextToken(), JsonToken.START_ARRAY, what);
        List<Long> numbers = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            require(json.currentToken(), JsonToken.VALUE_NUMBER_INT, what);
            if (json.getText().startsWith("-") || numbers.size() == countMax) {
                throw malformed(
                        "%s must be at most %d whole numbers from 0".formatted(what, countMax));
            }
            numbers.add(json.getLongValue());
        }
        return numbers;
    }

    private void requireOnlyPadding(String text) {
        int end = (int) json.currentLocation().getCharOffset();
        for (int i = end; i < text.length(); i++) {
            if (text.charAt(i) != ' ') {
                throw malformed("the header goes on after its closing brace");
            }
        }
    }

    private void requireFullCover(long dataBytes) {
        tensors.sort(
                Comparator.comparingLong(TensorEntry::begin).thenComparingLong(TensorEntry::end));
        long covered = 0;
        for (TensorEntry tensor : tensors) {
            if (tensor.begin() != covered) {
                throw malformed(
                        "%s starts at %d, but the tensors before it end at %d"
                                .formatted(tensor.name(), tensor.begin(), covered));
            }
            covered = tensor.end();
        }
        if (covered != dataBytes) {
            throw malformed(
                    "the tensors end at %d, the file holds %d bytes of data"
                            .formatted(covered, dataBytes));
        }
    }

    /// A lone surrogate would be written as a question mark and could meet another name.
    private static String wellFormed(String text) {
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw malformed("the header holds half of a surrogate pair");
        }
        return text;
    }

    private static void require(@Nullable JsonToken actual, JsonToken expected, String what) {
        if (actual != expected) {
            throw malformed("%s is %s where %s must stand".formatted(what, actual, expected));
        }
    }
}
