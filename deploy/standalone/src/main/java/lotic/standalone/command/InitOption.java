package lotic.standalone.command;

import lotic.standalone.settings.Layers;
import lotic.standalone.settings.Origin;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;

import java.util.Map;

/// With which weights a new run begins.
public final class InitOption {

    @Option(
            names = "--init",
            paramLabel = "FILE",
            description = {
                "weights with which the trunk of a new run begins: safetensors by the names of",
                "timm, torchvision, transformers, pycls or VISSL"
            })
    private @Nullable String file;

    /// The setting, if it was given.
    Map<String, Layers.Given> flags() {
        return file == null
                ? Map.of()
                : Map.of("trainer.init", new Layers.Given(file, new Origin.Flag("--init")));
    }
}
