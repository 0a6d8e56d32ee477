package lotic.inspection;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;

/// What a look at a file came to.
public sealed interface Inspection {

    /// A complete image of a format that is taken, within the limits.
    ///
    /// @param format told by the bytes
    /// @param size of the picture as stored, or of the canvas of an animation
    /// @param frames 1 for a still picture; only the first is ever used
    record Taken(ImageFormat format, Dimensions size, int frames) implements Inspection {

        /// Whether frames after the first are left out.
        public boolean animated() {
            return frames > 1;
        }
    }

    /// Anything else.
    ///
    /// @param reason which rule it broke
    /// @param detail the rule's finding in words, with value and limit; safe to log and to show
    record Refused(Reason reason, String detail) implements Inspection {}

    /// Looks at a file from its first byte to its end. Any bytes are allowed; time is linear in
    /// them.
    static Inspection of(byte[] file, PixelLimit limit) {
        Optional<ImageFormat> format = ImageFormat.of(file);
        if (format.isEmpty()) {
            return unknown(file);
        }
        try {
            Structure found = format.get().scan(new ByteCursor(file), limit);
            Optional<Refusal> tooLong = limit.refusal(found.frames());
            if (tooLong.isPresent()) {
                throw tooLong.get();
            }
            return new Taken(format.get(), found.size(), found.frames());
        } catch (Refusal refusal) {
            return new Refused(refusal.reason(), format.get() + " " + refusal.detail());
        }
    }

    private static Inspection unknown(byte[] file) {
        return UntakenFormat.name(file)
                .map(
                        name ->
                                new Refused(
                                        Reason.UNSUPPORTED_FORMAT,
                                        name + " is not taken; send JPEG, PNG, WebP, GIF or BMP"))
                .orElseGet(() -> new Refused(Reason.NOT_AN_IMAGE, "starts with " + start(file)));
    }

    /// The first bytes as text if they are, in hexadecimal otherwise.
    private static String start(byte[] file) {
        if (file.length == 0) {
            return "nothing: it is empty";
        }
        String text = new String(file, 0, Math.min(file.length, 16), StandardCharsets.ISO_8859_1);
        String line = text.lines().findFirst().orElse("");
        boolean printable = !line.isEmpty() && line.chars().allMatch(c -> c >= ' ' && c <= '~');
        return printable
                ? "\"" + line.replace("\"", "'") + "\""
                : HexFormat.ofDelimiter(" ").formatHex(file, 0, Math.min(file.length, 8));
    }
}
