package lotic.standalone.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import picocli.CommandLine;

import java.util.stream.Stream;

class LoticCommandTest {

    @ParameterizedTest
    @MethodSource("verbs")
    void everyVerbHelpsAndAnswersScripts(CommandLine verb) {
        assertThat(verb.getCommandSpec().optionsMap())
                .containsKeys("--help", "--json", "--verbose");
        assertThat(verb.getCommandSpec().usageMessage().description()).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("verbs")
    void everyOptionIsExplained(CommandLine verb) {
        assertThat(verb.getCommandSpec().options())
                .allSatisfy(option -> assertThat(option.description()).isNotEmpty());
    }

    @Test
    void theVerbsAreTheOnesThatWerePromised() {
        assertThat(new CommandLine(new LoticCommand()).getSubcommands())
                .containsOnlyKeys(
                        "demo",
                        "up",
                        "ingest",
                        "trainer",
                        "registry",
                        "push",
                        "where",
                        "status",
                        "models",
                        "pull",
                        "watch",
                        "embed",
                        "nearest",
                        "evaluate",
                        "convert",
                        "bench",
                        "config",
                        "doctor",
                        "warm",
                        "completion",
                        "test");
    }

    @Test
    void aWrongCommandLineEndsWithTwo() {
        assertThat(LoticCommand.execute("nonsense")).isEqualTo(ExitCode.USAGE.number());
        assertThat(LoticCommand.execute("pull")).isEqualTo(ExitCode.USAGE.number());
        assertThat(LoticCommand.execute("config", "--set", "ingest.prt=1"))
                .isEqualTo(ExitCode.USAGE.number());
    }

    private static Stream<CommandLine> verbs() {
        return new CommandLine(new LoticCommand())
                .getSubcommands().values().stream()
                        .flatMap(
                                verb ->
                                        Stream.concat(
                                                Stream.of(verb),
                                                verb.getSubcommands().values().stream()));
    }
}
