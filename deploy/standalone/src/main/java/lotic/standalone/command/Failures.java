package lotic.standalone.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import lotic.standalone.broker.BrokerException;
import lotic.standalone.folder.FolderInUseException;
import lotic.standalone.settings.SettingsException;
import lotic.standalone.terminal.Terminal;

import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

import java.util.Objects;

/// Turns what a command threw into a sentence and an exit code.
final class Failures implements IExecutionExceptionHandler {

    @Override
    public int handleExecutionException(
            Exception failure, CommandLine command, ParseResult parsed) {
        OutputOptions output = (OutputOptions) command.getMixins().get("output");
        Terminal terminal = output.terminal();
        ExitCode exitCode = exitCode(failure);
        String sentence = Objects.requireNonNullElse(failure.getMessage(), failure.toString());
        terminal.complain(sentence);
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

    private static ExitCode exitCode(Exception failure) {
        return switch (failure) {
            case CommandException known -> known.exitCode();
            case SettingsException _ -> ExitCode.USAGE;
            case FolderInUseException _, BrokerException _ -> ExitCode.REFUSED;
            default -> ExitCode.FAILED;
        };
    }
}
