package lotic.standalone.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Measures this machine.
@Command(
        name = "bench",
        description = "Measure how fast this machine is.",
        subcommands = {
            BenchDecodeCommand.class,
            BenchAugmentCommand.class,
            BenchStepCommand.class,
            BenchTrainCommand.class,
            BenchQualityCommand.class,
            BenchEmbedCommand.class,
            BenchPlateauCommand.class,
            BenchRewarmCommand.class
        })
final class BenchCommand {

    @SuppressWarnings("unused") // for --help
    @Mixin
    private final OutputOptions output = new OutputOptions();
}
