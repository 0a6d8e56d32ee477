package lotic.standalone.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import lotic.schemas.Limits;
import lotic.standalone.push.Digest;
import lotic.standalone.push.Gate;
import lotic.standalone.terminal.Terminal;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;

/// Says what became of a picture.
@Command(name = "where", description = "Say what became of a picture, by its file or its SHA-256.")
final class WhereCommand implements Callable<Integer> {

    @Mixin private final OutputOptions output = new OutputOptions();
    @Mixin private final SettingOptions options = new SettingOptions();

    @Option(names = "--ingest", paramLabel = "URL", description = "where the ingest service is")
    private @Nullable URI ingest;

    @Parameters(paramLabel = "PICTURE", description = "file, or 64 hexadecimal digits")
    private String picture = "";

    @Override
    public Integer call() throws IOException, InterruptedException {
        Terminal terminal = output.terminal();
        URI uri = ingest != null ? ingest : options.settings().ingestUri();
        String sha256 = picture.matches("[0-9a-f]{64}") ? picture : digest(Path.of(picture));
        Optional<JsonNode> whereabouts;
        try (var gate = new Gate(uri)) {
            whereabouts = gate.whereabouts(sha256);
        }
        terminal.say(
                picture
                        + ": "
                        + whereabouts
                                .map(WhereCommand::words)
                                .orElse("not seen, or longer ago than the window of duplicates"));
        if (output.json()) {
            ObjectNode unknown =
                    JsonNodeFactory.instance
                            .objectNode()
                            .put("sha256", sha256)
                            .put("state", "unknown");
            terminal.answer(whereabouts.orElse(unknown).toString());
        }
        return (whereabouts.isPresent() ? ExitCode.OK : ExitCode.NOT_FOUND).number();
    }

    private static String digest(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new CommandException(
                    ExitCode.NOT_FOUND,
                    "there is no file %s; give a picture's file or its 64 hexadecimal digits"
                            .formatted(file));
        }
        try (InputStream in = Files.newInputStream(file)) {
            return Digest.of(in.readNBytes(Limits.IMAGE_BYTES_MAX + 1));
        }
    }

    private static String words(JsonNode whereabouts) {
        String at =
                " (partition %d, offset %d)"
                        .formatted(
                                whereabouts.path("partition").asInt(),
                                whereabouts.path("offset").asLong());
        return switch (whereabouts.path("state").asText()) {
            case "submitted" -> "submitted, waiting for admission" + at;
            case "admitted" -> "admitted" + at;
            case "repeat" -> "admitted once more, as a repeat" + at;
            case "duplicate" -> "dropped, the same bytes were admitted before" + at;
            case "rejected" ->
                    "rejected, %s: %s%s"
                            .formatted(
                                    whereabouts.path("reason").asText(),
                                    whereabouts.path("detail").asText(),
                                    at);
            default -> whereabouts.path("state").asText() + at;
        };
    }
}
