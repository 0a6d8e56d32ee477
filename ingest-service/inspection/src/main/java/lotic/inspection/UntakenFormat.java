package lotic.inspection;

import static lotic.inspection.ImageFormat.has;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Image formats that are recognised in order to be refused by name.
final class UntakenFormat {

    private static final Set<String> AVIF_BRANDS = Set.of("avif", "avis");
    private static final Set<String> HEIC_BRANDS =
            Set.of("heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1");
    private static final int TEXT_HEAD_BYTES = 1024;

    private UntakenFormat() {}

    /// The name of the format, if it is one of these.
    static Optional<String> name(byte[] file) {
        if (has(file, 4, "ftyp")) {
            return fileTypeBox(file);
        } else if (has(file, 0, 'I', 'I', 42, 0)
                || has(file, 0, 'M', 'M', 0, 42)
                || has(file, 0, 'I', 'I', 43, 0)
                || has(file, 0, 'M', 'M', 0, 43)) {
            return Optional.of("TIFF");
        } else if (has(file, 4, "jP  \r\n") || has(file, 0, 0xFF, 0x4F, 0xFF, 0x51)) {
            return Optional.of("JPEG 2000");
        } else if (has(file, 4, "JXL \r\n") || has(file, 0, 0xFF, 0x0A)) {
            return Optional.of("JPEG XL");
        } else if (has(file, 0, 0x76, 0x2F, 0x31, 0x01)) {
            return Optional.of("OpenEXR");
        } else if (has(file, 0, "8BPS")) {
            return Optional.of("Photoshop");
        }
        return svg(file);
    }

    /// ISO base media: the major brand, or the first compatible one, tells (ISO/IEC 14496-12, 4.3).
    private static Optional<String> fileTypeBox(byte[] file) {
        for (int at = 8; at + 4 <= Math.min(file.length, 32); at += 4) {
            String brand = new String(file, at, 4, StandardCharsets.ISO_8859_1);
            if (AVIF_BRANDS.contains(brand)) {
                return Optional.of("AVIF");
            }
            if (HEIC_BRANDS.contains(brand)) {
                return Optional.of(isAvif(file) ? "AVIF" : "HEIC");
            }
        }
        return Optional.empty();
    }

    private static boolean isAvif(byte[] file) {
        String head = new String(file, 0, Math.min(file.length, 32), StandardCharsets.ISO_8859_1);
        return AVIF_BRANDS.stream().anyMatch(head::contains);
    }

    private static Optional<String> svg(byte[] file) {
        int headBytes = Math.min(file.length, TEXT_HEAD_BYTES);
        String head =
                new String(file, 0, headBytes, StandardCharsets.ISO_8859_1)
                        .strip()
                        .toLowerCase(Locale.ROOT);
        boolean markup = head.startsWith("<") || head.startsWith("\u00EF\u00BB\u00BF<");
        return markup && head.contains("<svg") ? Optional.of("SVG") : Optional.empty();
    }
}
