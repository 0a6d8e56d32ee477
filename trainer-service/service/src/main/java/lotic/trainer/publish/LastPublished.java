package lotic.trainer.publish;

import com.fasterxml.jackson.databind.node.ObjectNode;

import lotic.trainer.run.Cursor;
import lotic.trainer.run.RunProgress.Counts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Remembers what a run published last, so that the next version's lineage begins where that one's
/// ended, whatever was lost in between. One thread writes it.
final class LastPublished {

    private final Path file;
    private Optional<Entry> last;

    /// The newest version of the run.
    ///
    /// @param step the last step that it covers
    /// @param number it got from the registry
    /// @param contentId of its files, 64 hexadecimal digits
    /// @param learnt where its lineage ends
    /// @param counts of records up to there
    record Entry(long step, long number, String contentId, Cursor learnt, Counts counts) {}

    private LastPublished(Path file, Optional<Entry> last) {
        this.file = file;
        this.last = last;
    }

    /// @param folder of the publisher
    static LastPublished open(Path folder) {
        Path file = folder.resolve("ledger.json");
        try {
            return new LastPublished(
                    file,
                    Files.exists(file)
                            ? Optional.of(parse((ObjectNode) JsonFile.read(file)))
                            : Optional.empty());
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read " + file, unreadable);
        }
    }

    Optional<Entry> last() {
        return last;
    }

    /// Durable when it returns.
    void record(Entry entry) throws IOException {
        ObjectNode json = JsonFile.object();
        json.put("step", entry.step());
        json.put("version", entry.number());
        json.put("content_id", entry.contentId());
        json.set("learnt", RunJson.cursor(entry.learnt()));
        json.set("counts", RunJson.counts(entry.counts()));
        DurableFiles.replace(file, JsonFile.bytes(json));
        last = Optional.of(entry);
    }

    private static Entry parse(ObjectNode json) {
        return new Entry(
                json.required("step").longValue(),
                json.required("version").longValue(),
                json.required("content_id").textValue(),
                RunJson.cursor(json.required("learnt")),
                RunJson.counts(json.required("counts")));
    }
}
