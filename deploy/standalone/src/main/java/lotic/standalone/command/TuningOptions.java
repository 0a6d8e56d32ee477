package lotic.standalone.command;

import lotic.learning.evaluation.FineTuning;

import picocli.CommandLine.Option;

/// How a network is fine-tuned with all labels: SEER's recipe, in sizes that a machine can do.
public final class TuningOptions {

    @Option(
            names = "--tune-epochs",
            paramLabel = "N",
            description = "epochs of fine-tune (default: ${DEFAULT-VALUE})")
    private int epochs = FineTuning.SEER.epochs();

    @Option(
            names = "--tune-batch",
            paramLabel = "N",
            description = "pictures a step of fine-tune (default: ${DEFAULT-VALUE})")
    private int batch = FineTuning.SEER.batch();

    @Option(
            names = "--tune-rate",
            paramLabel = "X",
            description = "learning rate of fine-tune (default: ${DEFAULT-VALUE})")
    private double rate = FineTuning.SEER.rate();

    FineTuning recipe() {
        try {
            return FineTuning.seer(epochs, batch, rate);
        } catch (IllegalArgumentException wrong) {
            throw new CommandException(ExitCode.USAGE, String.valueOf(wrong.getMessage()));
        }
    }
}
