package lotic.inspection;

/// BMP: its headers, and room for the pixels that they declare (Windows GDI, BITMAPFILEHEADER and
/// BITMAPINFOHEADER with their successors).
final class BmpScan {

    private static final int CORE_HEADER_BYTES = 12;
    private static final int RGB = 0;
    private static final int BITFIELDS = 3;
    private static final int ALPHA_BITFIELDS = 6;
    private static final int RLE8 = 1;
    private static final int RLE4 = 2;

    private BmpScan() {}

    static Structure scan(ByteCursor file, PixelLimit limit) {
        String what = "the header";
        file.skip(10, what);
        long pixelsStart = file.u32Little(what);
        long headerBytes = file.u32Little(what);
        boolean core = headerBytes == CORE_HEADER_BYTES;
        int width = core ? file.u16Little(what) : file.i32Little(what);
        int height = core ? file.u16Little(what) : file.i32Little(what);
        file.skip(2, what);
        int bits = file.u16Little(what);
        long compression = core ? RGB : file.u32Little(what);
        long packedBytes = core ? 0 : file.u32Little(what);
        // A negative height stores the rows from top to bottom.
        if (width <= 0 || height == 0 || height == Integer.MIN_VALUE) {
            throw Refusal.corrupt("declares %d x %d pixels".formatted(width, height));
        }
        Dimensions size = Structure.within(limit, new Dimensions(width, Math.abs(height)));
        long pixelBytes = pixelBytes(size, bits, compression, packedBytes);
        if (pixelsStart < file.position()) {
            throw Refusal.corrupt("starts its pixels inside its header");
        }
        file.skip(pixelsStart - file.position(), "the palette");
        file.skip(pixelBytes, "the pixels");
        return new Structure(size, 1);
    }

    private static long pixelBytes(Dimensions size, int bits, long compression, long packedBytes) {
        boolean plain =
                compression == RGB || compression == BITFIELDS || compression == ALPHA_BITFIELDS;
        boolean packed = (compression == RLE8 && bits == 8) || (compression == RLE4 && bits == 4);
        if (packed) {
            return packedBytes;
        }
        boolean knownBits =
                switch (bits) {
                    case 1, 4, 8, 16, 24, 32 -> true;
                    default -> false;
                };
        if (!plain || !knownBits) {
            throw Refusal.unsupported(
                    "BMP with %d bits and compression %d is not taken"
                            .formatted(bits, compression));
        }
        long rowBytes = ((long) size.width() * bits + 31) / 32 * 4;
        return rowBytes * size.height();
    }
}
