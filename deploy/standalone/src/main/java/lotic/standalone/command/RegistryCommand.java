package lotic.standalone.command;

import lotic.registry.service.RegistryService;
import lotic.standalone.settings.Settings;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;

/// Runs the registry alone.
@Command(name = "registry", description = "Run the registry alone, on a Kafka of yours.")
final class RegistryCommand implements Callable<Integer> {

    @Mixin private final OutputOptions output = new OutputOptions();
    @Mixin private final RunOptions options = new RunOptions();

    @Override
    public Integer call() throws InterruptedException, ExecutionException {
        Settings chosen = options.settings();
        return Alone.run(
                "registry",
                chosen.registry().port(),
                chosen,
                output.terminal(),
                (kafka, settings) -> {
                    RegistryService service = RegistryService.start(kafka, settings.registry());
                    return new Alone.Running(service.uri(), service::close);
                });
    }
}
