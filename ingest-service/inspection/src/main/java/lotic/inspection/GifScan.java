package lotic.inspection;

/// GIF from its header to the trailer: every extension and every frame's blocks (GIF89a, CompuServe
/// 1990).
final class GifScan {

    private static final int SIGNATURE_BYTES = 6;
    private static final int TABLE_PRESENT = 0x80;
    private static final int EXTENSION = 0x21;
    private static final int IMAGE = 0x2C;
    private static final int TRAILER = 0x3B;
    private static final int CODE_BITS_MAX = 11;

    private GifScan() {}

    static Structure scan(ByteCursor file, PixelLimit limit) {
        file.skip(SIGNATURE_BYTES, "the header");
        Dimensions screen =
                new Dimensions(file.u16Little("the screen"), file.u16Little("the screen"));
        int packed = file.u8("the screen");
        file.skip(2, "the screen");
        skipColourTable(file, packed);
        int frames = 0;
        while (true) {
            int block = file.u8("the blocks");
            switch (block) {
                case EXTENSION -> {
                    file.skip(1, "an extension");
                    skipSubBlocks(file, "an extension");
                }
                case IMAGE -> {
                    Dimensions reach = frame(file);
                    if (frames == 0) {
                        mustFit(reach, screen);
                        Structure.within(limit, screen);
                    }
                    frames++;
                }
                case TRAILER -> {
                    if (frames == 0) {
                        throw Refusal.corrupt("holds no frame");
                    }
                    return new Structure(screen, frames);
                }
                default ->
                        throw Refusal.corrupt(
                                "has no block where one belongs, at byte " + file.position());
            }
        }
    }

    /// Reads over a frame.
    ///
    /// @return its right and lower border on the screen
    private static Dimensions frame(ByteCursor file) {
        String what = "a frame";
        int left = file.u16Little(what);
        int top = file.u16Little(what);
        int width = file.u16Little(what);
        int height = file.u16Little(what);
        skipColourTable(file, file.u8(what));
        int codeBits = file.u8(what);
        if (width == 0 || height == 0 || codeBits == 0 || codeBits > CODE_BITS_MAX) {
            throw Refusal.corrupt(
                    "has a frame of %d x %d pixels with codes of %d bits"
                            .formatted(width, height, codeBits));
        }
        skipSubBlocks(file, what);
        return new Dimensions(left + width, top + height);
    }

    /// "Each image must fit within the boundaries of the Logical Screen" (section 20). Some
    /// encoders leave the screen 0 x 0 all the same, and decoders do not agree on what that means:
    /// OpenCV's refuses the file.
    private static void mustFit(Dimensions reach, Dimensions screen) {
        if (reach.width() > screen.width() || reach.height() > screen.height()) {
            throw Refusal.corrupt(
                    "has a frame that reaches to %s on a screen of %s pixels; save it anew"
                            .formatted(reach, screen));
        }
    }

    private static void skipColourTable(ByteCursor file, int packed) {
        if ((packed & TABLE_PRESENT) != 0) {
            file.skip(3L << ((packed & 7) + 1), "a colour table");
        }
    }

    private static void skipSubBlocks(ByteCursor file, String what) {
        int length = file.u8(what);
        while (length != 0) {
            file.skip(length, what);
            length = file.u8(what);
        }
    }
}
