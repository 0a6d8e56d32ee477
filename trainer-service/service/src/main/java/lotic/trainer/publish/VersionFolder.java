package lotic.trainer.publish;

import lotic.registry.client.VersionDraft;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;

/// A version's files on this machine's disk. Their bytes are a function of the draft and of what
/// was published before; no clock, no machine.
final class VersionFolder {

    /// What clients run, where the Hub's clients look for it.
    static final String ONNX = "onnx/model.onnx";

    private VersionFolder() {}

    /// Writes what follows from the snapshot alone; durable when it returns.
    static void write(Path folder, Snapshot snapshot, Draft draft, Publisher.Exporter exporter)
            throws IOException {
        WeightFiles.write(folder, snapshot.state());
        DurableFiles.write(
                folder.resolve(TimmConfig.MODEL),
                JsonFile.bytes(TimmConfig.model(draft.recipe(), draft.evaluation().dimension())));
        DurableFiles.write(
                folder.resolve(TimmConfig.PREPROCESSOR),
                JsonFile.bytes(TimmConfig.preprocessor(draft.recipe().evaluation())));
        Path onnx = folder.resolve(ONNX);
        Path onnxFolder = onnx.resolveSibling("");
        Files.createDirectory(onnxFolder);
        if (exporter.export(snapshot, onnx)) {
            DurableFiles.syncFolder(onnxFolder);
        } else {
            Files.delete(onnxFolder);
        }
        DurableFiles.syncFolder(folder);
    }

    /// Writes what also depends on the version before, and says what is to be published. It is done
    /// again before each attempt and gives the same bytes, so nobody waits for the disk.
    static VersionDraft seal(Path folder, Draft draft, Lineage lineage) throws IOException {
        Files.write(
                folder.resolve(VersionJson.PROVENANCE),
                JsonFile.bytes(VersionJson.provenance(draft, lineage)));
        Files.writeString(folder.resolve(ModelCard.FILE), ModelCard.of(draft, lineage));
        SortedMap<String, Path> files = new TreeMap<>();
        for (String name :
                new String[] {
                    WeightFiles.TRUNK,
                    WeightFiles.PROJECTION,
                    TimmConfig.MODEL,
                    TimmConfig.PREPROCESSOR,
                    VersionJson.PROVENANCE,
                    ModelCard.FILE
                }) {
            files.put(name, folder.resolve(name));
        }
        Path onnx = folder.resolve(ONNX);
        if (Files.exists(onnx)) { // not of a huge trunk, nor of a draft from before there was one
            files.put(ONNX, onnx);
        }
        return new VersionDraft(
                draft.run(),
                draft.run(),
                draft.epoch(),
                draft.step(),
                files,
                JsonFile.text(VersionJson.metadata(draft, lineage)));
    }
}
