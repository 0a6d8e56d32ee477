package lotic.standalone.command;

import lotic.standalone.settings.Settings;
import lotic.trainer.TrainerService;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;

/// Runs the trainer alone.
@Command(name = "trainer", description = "Run the trainer alone, on a Kafka of yours.")
final class TrainerCommand implements Callable<Integer> {

    @Mixin private final OutputOptions output = new OutputOptions();
    @Mixin private final RunOptions options = new RunOptions();
    @Mixin private final InitOption init = new InitOption();

    @Override
    public Integer call() throws InterruptedException, ExecutionException {
        Settings chosen = options.settings(init.flags(), Map.of());
        return Alone.run(
                "trainer",
                chosen.trainer().port(),
                chosen,
                output.terminal(),
                (kafka, settings) -> {
                    TrainerService service = TrainerService.start(kafka, settings.trainer());
                    return new Alone.Running(service.uri(), service.failure(), service::close);
                });
    }
}
