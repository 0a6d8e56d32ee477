package lotic.standalone.command;

import lotic.benchmarks.Machine;
import lotic.benchmarks.pixels.PlainDecode;
import lotic.benchmarks.pixels.Rounds;
import lotic.standalone.terminal.Terminal;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/// Times decoding alone.
@Command(
        name = "decode",
        showDefaultValues = true,
        description = "Time decoding of whole pictures, and nothing else.")
final class BenchDecodeCommand implements Callable<Integer> {

    private static final String DECODE = "decode";

    @Mixin private final OutputOptions output = new OutputOptions();
    @Mixin private final PictureOptions options = new PictureOptions();

    @Override
    public Integer call() throws IOException, InterruptedException {
        Terminal terminal = output.terminal();
        Machine machine = Machine.here();
        List<byte[]> pictures = options.read();
        Rounds rounds =
                options.benchmark(pictures)
                        .run(
                                Map.of(DECODE, PlainDecode::new),
                                options.progress(terminal, pictures.size()));
        terminal.still();
        terminal.say(machine.line());
        terminal.say(PictureReport.line(DECODE, rounds));
        if (output.json()) {
            terminal.answer(
                    PictureReport.json(machine, options, pictures.size())
                            .set(DECODE, PictureReport.json(DECODE, rounds))
                            .toString());
        }
        return ExitCode.OK.number();
    }
}
