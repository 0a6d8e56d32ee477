package lotic.trainer.heldout;

import lotic.trainer.evaluate.HeldOutBytes;
import lotic.trainer.images.ImageStore;

import java.nio.file.Path;
import java.util.HexFormat;

/// The files of the held-out images, by digest. Safe for use by many threads.
public final class HeldOutStore implements HeldOutBytes, AutoCloseable {

    private final ImageStore images;

    /// @param folder created if it is not there
    public HeldOutStore(Path folder) {
        images = new ImageStore(folder);
    }

    /// Keeps an image; it survives the end of the process.
    public void put(String sha256, byte[] image) {
        images.put(HexFormat.of().parseHex(sha256), image);
    }

    @Override
    public byte[] bytes(String sha256) {
        return images.get(HexFormat.of().parseHex(sha256))
                .orElseThrow(
                        () ->
                                new IllegalStateException(
                                        "held-out image " + sha256 + " is not in the store"));
    }

    /// Brings all images to the disk, so that they survive the end of the machine.
    public void sync() {
        images.sync();
    }

    @Override
    public void close() {
        images.close();
    }
}
