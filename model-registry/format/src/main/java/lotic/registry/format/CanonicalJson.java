package lotic.registry.format;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// JSON with exactly one spelling for each value (RFC 8785), for values without fractions.
///
/// Values are maps with string keys, lists, strings, booleans, and whole numbers that fit a double
/// exactly; fractions are refused, since nothing that needs an identity holds any.
public final class CanonicalJson {

    private static final long NUMBER_MAX = VersionFile.SIZE_MAX;

    private final StringBuilder out = new StringBuilder();

    private CanonicalJson() {}

    /// The value in UTF-8.
    ///
    /// @throws IllegalArgumentException if the value holds something else than named above
    public static byte[] encode(Object value) {
        CanonicalJson json = new CanonicalJson();
        json.write(value);
        try {
            ByteBuffer bytes =
                    StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(json.out));
            byte[] exact = new byte[bytes.remaining()];
            bytes.get(exact);
            return exact;
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("a string holds half of a surrogate pair", e);
        }
    }

    private void write(Object value) {
        switch (value) {
            case Map<?, ?> map -> writeObject(map);
            case List<?> list -> writeArray(list);
            case String string -> writeString(string);
            case Boolean bool -> out.append(bool);
            case Integer number -> out.append(number);
            case Long number when -NUMBER_MAX <= number && number <= NUMBER_MAX ->
                    out.append(number);
            default ->
                    throw new IllegalArgumentException(
                            "%s %s has no canonical form here"
                                    .formatted(value.getClass().getSimpleName(), value));
        }
    }

    private void writeObject(Map<?, ?> map) {
        // String's own order is by UTF-16 units, as RFC 8785, 3.2.3 asks.
        TreeMap<String, Object> sorted = new TreeMap<>();
        map.forEach((key, member) -> sorted.put((String) key, member));
        out.append('{');
        for (var members = sorted.entrySet().iterator(); members.hasNext(); ) {
            var member = members.next();
            writeString(member.getKey());
            out.append(':');
            write(member.getValue());
            separate(members);
        }
        out.append('}');
    }

    private void writeArray(List<?> list) {
        out.append('[');
        for (Iterator<?> items = list.iterator(); items.hasNext(); ) {
            write(items.next());
            separate(items);
        }
        out.append(']');
    }

    private void separate(Iterator<?> rest) {
        if (rest.hasNext()) {
            out.append(',');
        }
    }

    private void writeString(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\b' -> out.append("\\b");
                case '\t' -> out.append("\\t");
                case '\n' -> out.append("\\n");
                case '\f' -> out.append("\\f");
                case '\r' -> out.append("\\r");
                default -> {
                    if (c < ' ') {
                        out.append("\\u%04x".formatted((int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }
}
