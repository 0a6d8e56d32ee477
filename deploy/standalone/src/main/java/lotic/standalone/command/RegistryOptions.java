package lotic.standalone.command;

import lotic.registry.client.RegistryClient;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.net.URI;

/// Which registry a command asks.
public final class RegistryOptions {

    @Mixin private final SettingOptions options = new SettingOptions();

    @Option(names = "--registry", paramLabel = "URL", description = "where the registry is")
    private @Nullable URI registry;

    /// A client of it.
    RegistryClient open() {
        return new RegistryClient(registry != null ? registry : options.settings().registryUri());
    }
}
