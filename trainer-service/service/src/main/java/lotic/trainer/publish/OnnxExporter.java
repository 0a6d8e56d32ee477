package lotic.trainer.publish;

import lotic.learning.engine.Compute;
import lotic.learning.export.FidelityCheck;
import lotic.learning.export.TrunkExport;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/// Writes `onnx/model.onnx` and runs it once: a version whose clients would see other features than
/// the trainer is not to be published.
///
/// @param compute the run's own; the check is made on the processor all the same, with so many
///   threads
public record OnnxExporter(Compute compute) implements Publisher.Exporter {

    @Override
    public boolean export(Snapshot snapshot, Path file) throws IOException {
        if (!TrunkExport.fitsOneFile(snapshot.recipe())) {
            return false;
        }
        try (FileChannel channel = DurableFiles.create(file);
                OutputStream out = Channels.newOutputStream(channel)) {
            TrunkExport.write(snapshot.recipe(), snapshot.state(), out);
            channel.force(true);
        }
        FidelityCheck.require(snapshot.recipe(), snapshot.state(), file, compute);
        return true;
    }
}
