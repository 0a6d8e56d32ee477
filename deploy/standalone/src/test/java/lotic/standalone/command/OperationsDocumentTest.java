package lotic.standalone.command;

import static org.assertj.core.api.Assertions.assertThat;

import lotic.standalone.settings.Layers;
import lotic.standalone.settings.Setting;
import lotic.standalone.settings.Settings;

import org.junit.jupiter.api.Test;

import picocli.CommandLine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// `docs/OPERATIONS.md` says what the code says: its exit codes, metrics, settings and verbs.
class OperationsDocumentTest {

    private static final Path HOME = Path.of("../..");

    /// What registers metrics: in full (`"lotic.ready"`), or behind a prefix of the file's. A
    /// prefix ends with a dot.
    private static final Pattern FULL_NAME = Pattern.compile("\"lotic\\.([a-z.]*[a-z])\"");

    private static final Pattern PREFIX = Pattern.compile("PREFIX = \"lotic\\.([a-z.]+)\"");
    private static final Pattern PREFIXED =
            Pattern.compile(
                    "(?:PREFIX \\+ |(?:gauge|counter|multi)\\( ?registry, |gauge\\("
                            + " ?)\"([a-z.]+)\"");

    private static final Pattern METRIC = Pattern.compile("lotic_[a-z_]+");
    private static final Pattern SETTING =
            Pattern.compile("`((?:kafka|broker|ingest|trainer|registry)\\.[a-z-]+)[=`]");
    private static final Pattern VERB = Pattern.compile("\\./lotic ([a-z]+)");

    private final String document;

    OperationsDocumentTest() throws IOException {
        document = Files.readString(HOME.resolve("docs/OPERATIONS.md"));
    }

    @Test
    void everyExitCodeStandsInTheDocumentAndInTheHelp() {
        Set<Integer> promised =
                Arrays.stream(ExitCode.values())
                        .map(ExitCode::number)
                        .collect(Collectors.toCollection(TreeSet::new));
        Set<Integer> documented =
                all(Pattern.compile("(?m)^\\| (\\d{1,3}) \\|"), document).stream()
                        .map(Integer::valueOf)
                        .collect(Collectors.toCollection(TreeSet::new));
        Set<Integer> helped =
                new CommandLine(new LoticCommand())
                        .getCommandSpec().usageMessage().exitCodeList().keySet().stream()
                                .map(code -> Integer.valueOf(code.strip()))
                                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(documented).isEqualTo(promised);
        assertThat(helped).isEqualTo(promised);
    }

    @Test
    void everyMetricIsDocumentedAndNoOther() throws IOException {
        Set<String> registered = registered();
        Set<String> documented =
                METRIC.matcher(document)
                        .results()
                        .map(found -> code(found.group(), registered))
                        .collect(Collectors.toCollection(TreeSet::new));

        assertThat(registered).hasSizeGreaterThan(40);
        assertThat(documented).isEqualTo(registered);
    }

    @Test
    void everySettingThatItNamesExists() {
        Set<String> known =
                Settings.of(
                                new Layers(Map.of(), Map.of(), Optional.empty(), Map.of()),
                                Map.of(),
                                "river")
                        .inForce()
                        .stream()
                        .map(Setting::key)
                        .collect(Collectors.toSet());

        assertThat(known).containsAll(all(SETTING, document));
        assertThat(all(SETTING, document)).hasSizeGreaterThan(15);
    }

    @Test
    void everyVerbThatItNamesExists() {
        assertThat(new CommandLine(new LoticCommand()).getSubcommands().keySet())
                .containsAll(all(VERB, document));
    }

    /// Prometheus' name without the suffix that its kind adds, if that is one of ours.
    private static String code(String metric, Set<String> registered) {
        return Stream.of("", "_total", "_seconds")
                .filter(metric::endsWith)
                .map(suffix -> metric.substring(0, metric.length() - suffix.length()))
                .filter(registered::contains)
                .findFirst()
                .orElse(metric);
    }

    private static Set<String> registered() throws IOException {
        Set<String> names = new TreeSet<>();
        for (String room : List.of("ingest-service", "trainer-service", "model-registry")) {
            try (Stream<Path> files = Files.walk(HOME.resolve(room).resolve("service/src/main"))) {
                for (Path file :
                        files.filter(it -> it.toString().endsWith("Metrics.java")).toList()) {
                    names.addAll(registered(Files.readString(file).replaceAll("\\s+", " ")));
                }
            }
        }
        return names;
    }

    private static Set<String> registered(String source) {
        Set<String> names = new TreeSet<>(all(FULL_NAME, source));
        all(PREFIX, source)
                .forEach(prefix -> all(PREFIXED, source).forEach(it -> names.add(prefix + it)));
        return names.stream()
                .map(name -> "lotic_" + name.replace('.', '_'))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> all(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
