package lotic.trainer.steps;

import lotic.trainer.images.ImageStore;
import lotic.trainer.run.TrainingException;
import lotic.trainer.run.TrainingException.Reason;

import java.nio.ByteBuffer;
import java.nio.file.Path;

/// The files of recently learnt records, by ordinal. Safe for use by many threads.
public final class ReplayStore implements AutoCloseable {

    private final ImageStore images;

    /// @param folder created if it is not there
    public ReplayStore(Path folder) {
        images = new ImageStore(folder);
    }

    /// Keeps a file; it survives the end of the process.
    public void put(long ordinal, byte[] image) {
        images.put(key(ordinal), image);
    }

    /// The file of a learnt record.
    ///
    /// @throws TrainingException with reason RECORDS_GONE if the file is not there
    public byte[] get(long ordinal) {
        return images.get(key(ordinal))
                .orElseThrow(
                        () ->
                                new TrainingException(
                                        Reason.RECORDS_GONE,
                                        "Learnt image "
                                                + ordinal
                                                + " is to be learnt again but is missing from the"
                                                + " folder replay. The run cannot be repeated"
                                                + " exactly: start a new one with --run NAME."));
    }

    /// Forgets all files before an ordinal.
    public void deleteBelow(long ordinal) {
        images.deleteBelow(key(ordinal));
    }

    /// Brings all files to the disk, so that they survive the end of the machine.
    public void sync() {
        images.sync();
    }

    /// Ordinals are never negative, so their bytes sort as they do.
    private static byte[] key(long ordinal) {
        return ByteBuffer.allocate(Long.BYTES).putLong(ordinal).array();
    }

    @Override
    public void close() {
        images.close();
    }
}
