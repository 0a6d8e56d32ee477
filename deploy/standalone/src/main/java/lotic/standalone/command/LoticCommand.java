package lotic.standalone.command;

import lotic.standalone.settings.DurationText;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import java.time.Duration;
import java.util.Locale;

/// `lotic` itself: it only knows its verbs.
@Command(
        name = "lotic",
        description = "Learns from a stream of images and publishes versions of what it learnt.",
        subcommands = {
            DemoCommand.class,
            UpCommand.class,
            IngestCommand.class,
            TrainerCommand.class,
            RegistryCommand.class,
            PushCommand.class,
            WhereCommand.class,
            StatusCommand.class,
            ModelsCommand.class,
            PullCommand.class,
            WatchCommand.class,
            EmbedCommand.class,
            NearestCommand.class,
            EvaluateCommand.class,
            ConvertCommand.class,
            BenchCommand.class,
            ConfigCommand.class,
            DoctorCommand.class,
            WarmCommand.class,
            CompletionCommand.class,
            TestCommand.class
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            " 0:done",
            " 1:done in part, or failed",
            " 2:wrong command line or setting",
            " 3:no such model, version or picture; of a service: out of memory",
            " 4:refused, the data folder or a port is in use, or a file is in the way",
            " 5:a service cannot be reached",
            " 6:asked to end; something was still at work and was left, nothing is lost",
            "75:a newer process took over the run",
            "130:ended by Ctrl-C"
        })
public final class LoticCommand {

    @SuppressWarnings("unused") // for --help
    @Mixin
    private final OutputOptions output = new OutputOptions();

    /// Does what the command line says and returns the exit status. Throws nothing but Errors.
    public static int execute(String... arguments) {
        // Addresses, names of files and generated programs have numbers in them, and some languages
        // write those in digits of their own.
        Locale.setDefault(Locale.ROOT);
        return new CommandLine(new LoticCommand())
                .registerConverter(Duration.class, DurationText::parse)
                .setExecutionExceptionHandler(new Failures())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(arguments);
    }
}
