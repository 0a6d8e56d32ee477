package lotic.standalone.command;

import lotic.ingest.IngestService;
import lotic.standalone.settings.Settings;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;

/// Runs the ingest service alone.
@Command(name = "ingest", description = "Run the ingest service alone, on a Kafka of yours.")
final class IngestCommand implements Callable<Integer> {

    @Mixin private final OutputOptions output = new OutputOptions();
    @Mixin private final RunOptions options = new RunOptions();

    @Override
    public Integer call() throws InterruptedException, ExecutionException {
        Settings chosen = options.settings();
        return Alone.run(
                "ingest",
                chosen.ingest().port(),
                chosen,
                output.terminal(),
                (kafka, settings) -> {
                    IngestService service = IngestService.start(kafka, settings.ingest());
                    return new Alone.Running(service.uri(), service::close);
                });
    }
}
