package lotic.standalone.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import lotic.standalone.push.Delivery;
import lotic.standalone.push.Digest;
import lotic.standalone.push.Gate;
import lotic.standalone.push.NewOnly;
import lotic.standalone.push.PatientDelivery;
import lotic.standalone.push.RejectedFile;
import lotic.standalone.push.Tally;
import lotic.standalone.push.Uploader;
import lotic.standalone.source.Pictures;
import lotic.standalone.source.SampleSource;
import lotic.standalone.terminal.Figures;
import lotic.standalone.terminal.Terminal;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;

/// Hands the pictures of folders and tars to the ingest service.
@Command(
        name = "push",
        description =
                "Hand pictures to the ingest service: files, folders, WebDataset tars. May be"
                        + " repeated without harm.",
        footer = {
            "",
            "Ends with 0 if all were accepted or seen before, 1 if some were rejected,",
            "5 if the service cannot be reached. Rejected ones stand in rejected.ndjson."
        })
final class PushCommand implements Callable<Integer> {

    private static final Path REJECTED = Path.of("rejected.ndjson");

    @Mixin private final OutputOptions output = new OutputOptions();
    @Mixin private final SettingOptions options = new SettingOptions();

    @Option(names = "--ingest", paramLabel = "URL", description = "where the ingest service is")
    private @Nullable URI ingest;

    @Parameters(paramLabel = "PATH", arity = "1..*", description = "file, folder or .tar")
    private List<Path> paths = List.of();

    @Override
    public Integer call() throws IOException, InterruptedException {
        Terminal terminal = output.terminal();
        InstantSource clock = InstantSource.system();
        Pictures pictures = Pictures.of(paths);
        URI uri = ingest != null ? ingest : options.settings().ingestUri();
        var tally = new Tally();
        try (var gate = new Gate(uri);
                SampleSource source = pictures.once();
                var rejected = new RejectedFile(REJECTED)) {
            var progress = new PushProgress(terminal, clock, pictures.count(), tally, gate);
            try {
                new Uploader(source, delivery(gate), tally.andThen(rejected)).run();
            } finally {
                progress.stop();
            }
            Tally.Counts counts = tally.counts();
            report(terminal, counts, progress.elapsed());
            if (output.json()) {
                terminal.answer(json(counts, progress.elapsed()).toString());
            }
            return (counts.rejected().isEmpty() ? ExitCode.OK : ExitCode.FAILED).number();
        }
    }

    /// The digest is the id: the same picture pushed twice is one submission.
    private static Delivery delivery(Gate gate) {
        return new NewOnly(gate, new PatientDelivery(gate, it -> Digest.of(it.bytes())));
    }

    private static void report(Terminal terminal, Tally.Counts counts, Duration elapsed) {
        terminal.say(
                "Done in %s: %s pictures, %s accepted, %s seen before, %s rejected"
                        .formatted(
                                Figures.span(elapsed),
                                Figures.count(counts.done()),
                                Figures.count(counts.accepted()),
                                Figures.count(counts.seenBefore()),
                                Figures.count(counts.rejectedInAll())));
        for (Tally.Rejected reason : counts.rejected()) {
            String names = String.join(", ", reason.names());
            terminal.say(
                    "%5s  %-18s  %s"
                            .formatted(
                                    Figures.count(reason.count()),
                                    reason.code(),
                                    reason.count() == 1
                                            ? names + ": " + reason.detail()
                                            : names
                                                    + (reason.count() > reason.names().size()
                                                            ? ", …"
                                                            : "")));
        }
        if (!counts.rejected().isEmpty()) {
            terminal.say("Rejected paths: " + REJECTED);
        }
    }

    private static ObjectNode json(Tally.Counts counts, Duration elapsed) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("pictures", counts.done());
        json.put("accepted", counts.accepted());
        json.put("seen_before", counts.seenBefore());
        json.put("rejected", counts.rejectedInAll());
        ObjectNode byCode = json.putObject("rejected_by_code");
        counts.rejected().forEach(reason -> byCode.put(reason.code(), reason.count()));
        json.put("bytes", counts.bytes());
        json.put("seconds", elapsed.toMillis() / 1000.0);
        return json;
    }
}
