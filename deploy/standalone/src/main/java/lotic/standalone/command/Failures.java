package lotic.standalone.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import lotic.registry.client.RegistryException;
import lotic.registry.format.FormatException;
import lotic.schemas.TopicSetupException;
import lotic.standalone.broker.BrokerException;
import lotic.standalone.folder.DataFolder;
import lotic.standalone.folder.DiskFault;
import lotic.standalone.folder.FolderInUseException;
import lotic.standalone.folder.ForeignFilesException;
import lotic.standalone.http.ServiceException;
import lotic.standalone.log.LogFile;
import lotic.standalone.port.PortTakenException;
import lotic.standalone.settings.SettingsException;
import lotic.standalone.terminal.Terminal;
import lotic.trainer.run.TrainingException;

import org.slf4j.LoggerFactory;

import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.util.Objects;

/// Turns what a command threw into a sentence and an exit code.
final class Failures implements IExecutionExceptionHandler {

    @Override
    public int handleExecutionException(
            Exception failure, CommandLine command, ParseResult parsed) {
        var output = (OutputOptions) Objects.requireNonNull(command.getMixins().get("output"));
        Terminal terminal = output.terminal();
        ExitCode exitCode = exitCode(failure);
        String sentence = sentence(failure);
        terminal.complain(sentence);
        LogFile.chosen()
                .ifPresent(
                        log -> {
                            LoggerFactory.getLogger(Failures.class).error("event=failed", failure);
                            terminal.complain("The log is " + DataFolder.shown(log));
                        });
        if (output.verbose()) {
            failure.printStackTrace();
        }
        if (output.json()) {
            terminal.answer(
                    JsonNodeFactory.instance
                            .objectNode()
                            .put("error", sentence)
                            .put("exit_code", exitCode.number())
                            .toString());
        }
        return exitCode.number();
    }

    private static String sentence(Exception failure) {
        String message = Objects.requireNonNullElse(failure.getMessage(), failure.toString());
        return switch (failure) {
            case RegistryException registry ->
                    switch (registry.reason()) {
                        case UNREACHABLE ->
                                message
                                        + ". Start it with ./lotic up, or name another with"
                                        + " --registry URL.";
                        case NOT_FOUND -> message + ". ./lotic models lists what there is.";
                        case REFUSED, CORRUPT, LOCAL -> message;
                    };
            case NoSuchFileException _ -> message;
            case IOException disk when !(disk.getCause() instanceof IOException) -> disk(disk);
            case UncheckedIOException disk when isUnworded(disk) ->
                    disk(Objects.requireNonNull(disk.getCause()));
            default -> message;
        };
    }

    /// True if nobody has said more than what the disk complained of.
    private static boolean isUnworded(UncheckedIOException disk) {
        return Objects.toString(disk.getCause()).equals(disk.getMessage());
    }

    private static String disk(IOException fault) {
        return "A file or folder cannot be used (%s). Look at its rights and at the free space of its disk."
                .formatted(DiskFault.words(fault));
    }

    private static ExitCode exitCode(Exception failure) {
        return switch (failure) {
            case CommandException known -> known.exitCode();
            case TrainingException training ->
                    switch (training.reason()) {
                        case FENCED -> ExitCode.FENCED;
                        case OTHER_SETTINGS -> ExitCode.REFUSED;
                        case BROKER_AWAY -> ExitCode.UNREACHABLE;
                        case UNFINISHED -> ExitCode.UNFINISHED;
                        case JOURNAL_GAP,
                                OTHER_BITS,
                                RECORDS_GONE,
                                LOG_TRUNCATED,
                                LIMIT,
                                DISK,
                                BUG ->
                                ExitCode.FAILED;
                    };
            case SettingsException _, FormatException _ -> ExitCode.USAGE;
            case NoSuchFileException _ -> ExitCode.NOT_FOUND;
            case ServiceException service ->
                    switch (service.reason()) {
                        case UNREACHABLE, NOT_NOW -> ExitCode.UNREACHABLE;
                        case NOT_FOUND -> ExitCode.NOT_FOUND;
                        case REFUSED -> ExitCode.REFUSED;
                    };
            case RegistryException registry ->
                    switch (registry.reason()) {
                        case UNREACHABLE -> ExitCode.UNREACHABLE;
                        case NOT_FOUND -> ExitCode.NOT_FOUND;
                        case REFUSED -> ExitCode.REFUSED;
                        case CORRUPT, LOCAL -> ExitCode.FAILED;
                    };
            case TopicSetupException topics ->
                    switch (topics.reason()) {
                        case UNREACHABLE -> ExitCode.UNREACHABLE;
                        case REFUSED -> ExitCode.REFUSED;
                    };
            case FolderInUseException _,
                    ForeignFilesException _,
                    PortTakenException _,
                    BrokerException _ ->
                    ExitCode.REFUSED;
            default -> ExitCode.FAILED;
        };
    }
}
