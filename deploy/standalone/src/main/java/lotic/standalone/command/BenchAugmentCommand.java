package lotic.standalone.command;

import com.fasterxml.jackson.databind.node.ObjectNode;

import lotic.benchmarks.CropList;
import lotic.benchmarks.Machine;
import lotic.benchmarks.Spread;
import lotic.benchmarks.pixels.PlainDecode;
import lotic.benchmarks.pixels.Rounds;
import lotic.benchmarks.pixels.Stages;
import lotic.benchmarks.pixels.Treatment;
import lotic.benchmarks.pixels.Views;
import lotic.pixels.Augmentation;
import lotic.pixels.CropGroup;
import lotic.pixels.MultiCrop;
import lotic.standalone.terminal.Terminal;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/// Times the making of views against plain decoding.
@Command(
        name = "augment",
        showDefaultValues = true,
        description = {
            "Time the making of all crops of a picture by SwAV's augmentation, from its bytes on,",
            "against plain decoding, by turns in one sitting."
        })
final class BenchAugmentCommand implements Callable<Integer> {

    private static final String DECODE = "decode";
    private static final String AUGMENT = "augment";

    @Mixin private final OutputOptions output = new OutputOptions();
    @Mixin private final PictureOptions options = new PictureOptions();

    @Option(
            names = "--crops",
            paramLabel = "GROUPS",
            description = "count and size of the crops of a picture")
    private String crops = "2x224,4x96";

    @Option(
            names = "--stages",
            description = "also time crops alone and with each distortion added to those before")
    private boolean stages;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Terminal terminal = output.terminal();
        Machine machine = Machine.here();
        Map<String, Supplier<Treatment>> treatments = treatments(CropList.parse(crops));
        List<byte[]> pictures = options.read();
        Rounds rounds =
                options.benchmark(pictures)
                        .run(treatments, options.progress(terminal, pictures.size()));
        terminal.still();
        Spread share = rounds.share(AUGMENT, DECODE);
        terminal.say(machine.line());
        treatments.keySet().forEach(name -> terminal.say(PictureReport.line(name, rounds)));
        terminal.say(
                String.format(
                        Locale.ROOT,
                        "%s at %.3f of the pace of plain decoding (%.3f … %.3f)",
                        crops,
                        share.median(),
                        share.min(),
                        share.max()));
        if (output.json()) {
            terminal.answer(json(machine, pictures.size(), treatments, rounds).toString());
        }
        return ExitCode.OK.number();
    }

    private Map<String, Supplier<Treatment>> treatments(List<CropGroup> groups) {
        Map<String, Supplier<Treatment>> treatments = new LinkedHashMap<>();
        treatments.put(DECODE, PlainDecode::new);
        if (stages) {
            Stages.of(Augmentation.SWAV)
                    .forEach(
                            (name, augmentation) ->
                                    treatments.put(
                                            name,
                                            () -> new Views(new MultiCrop(groups, augmentation))));
        }
        treatments.put(AUGMENT, () -> new Views(new MultiCrop(groups, Augmentation.SWAV)));
        return treatments;
    }

    private ObjectNode json(
            Machine machine,
            int pictures,
            Map<String, Supplier<Treatment>> treatments,
            Rounds rounds) {
        ObjectNode json = PictureReport.json(machine, options, pictures).put("crops", crops);
        treatments.keySet().forEach(name -> json.set(name, PictureReport.json(name, rounds)));
        json.set("share_of_decode", PictureReport.json(rounds.share(AUGMENT, DECODE)));
        return json;
    }
}
