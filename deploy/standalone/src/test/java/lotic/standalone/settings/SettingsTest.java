package lotic.standalone.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import lotic.ingest.admission.Duplicates;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

class SettingsTest {

    @TempDir private Path folder;

    @Test
    void flagsGoBeforeEnvironmentBeforeFileBeforeDefaults() throws IOException {
        Path file =
                write("ingest:\n  port: 1001\n  min-side: 9\ntrainer.seed: 5\nbroker.port: 1003\n");
        Map<String, String> environment =
                Map.of("LOTIC_INGEST_PORT", "2001", "LOTIC_INGEST_MIN_SIDE", "10");
        Map<String, Layers.Given> flags = Map.of("ingest.port", flag("3001"));

        Settings settings = of(new Layers(flags, environment, Optional.of(file), Map.of()));

        assertThat(settings.ingest().port()).isEqualTo(3001);
        assertThat(settings.ingest().minSide()).isEqualTo(10);
        assertThat(settings.trainer().seed()).isEqualTo(5);
        assertThat(settings.broker().port()).isEqualTo(1003);
        assertThat(settings.registry().port()).isEqualTo(7073);
        assertThat(origin(settings, "ingest.port")).isEqualTo("flag --set");
        assertThat(origin(settings, "ingest.min-side"))
                .isEqualTo("environment LOTIC_INGEST_MIN_SIDE");
        assertThat(origin(settings, "trainer.seed")).isEqualTo("file " + file);
        assertThat(origin(settings, "registry.port")).isEqualTo("default");
    }

    @Test
    void whatACommandChoosesGoesBeforeDefaultsOnly() {
        var chosen = new Layers.Given("keep", new Origin.Command());

        Settings wished = of(layers(Map.of(), Map.of("ingest.duplicates", chosen)));
        Settings overruled =
                of(
                        layers(
                                Map.of("ingest.duplicates", flag("drop")),
                                Map.of("ingest.duplicates", chosen)));

        assertThat(wished.ingest().duplicates()).isEqualTo(Duplicates.KEEP);
        assertThat(overruled.ingest().duplicates()).isEqualTo(Duplicates.DROP);
    }

    @Test
    void addressesFollowPortsAndNamesFollowTheRun() {
        Settings settings =
                of(
                        layers(
                                Map.of(
                                        "run", flag("cats"),
                                        "ingest.port", flag("9001"),
                                        "registry.port", flag("9003")),
                                Map.of()));

        assertThat(settings.trainer().ingest()).isEqualTo(URI.create("http://127.0.0.1:9001"));
        assertThat(settings.trainer().registry()).isEqualTo(URI.create("http://127.0.0.1:9003"));
        assertThat(settings.trainer().run()).isEqualTo("cats");
        assertThat(settings.dataFolder()).isEqualTo(folder.resolve("lotic/cats"));
        assertThat(settings.trainer().dataFolder()).isEqualTo(folder.resolve("lotic/cats/trainer"));
    }

    @Test
    void aPortOfZeroIsOneThatIsFreeAndOthersFollowIt() {
        Settings settings = of(layers(Map.of("ingest.port", flag("0")), Map.of()));

        assertThat(settings.ingest().port()).isPositive();
        assertThat(settings.ingestUri().getPort()).isEqualTo(settings.ingest().port());
    }

    @Test
    void anUnknownKeyIsRefusedWithTheNearest() {
        assertThatThrownBy(() -> of(layers(Map.of("ingest.max-pixel", flag("5")), Map.of())))
                .isInstanceOf(SettingsException.class)
                .hasMessage(
                        "there is no setting ingest.max-pixel (flag --set); did you mean"
                                + " ingest.max-pixels?");
    }

    @Test
    void anUnknownVariableIsRefusedWithTheNearest() {
        Map<String, String> environment = Map.of("LOTIC_TRAINER_SEDE", "5");

        assertThatThrownBy(() -> of(new Layers(Map.of(), environment, Optional.empty(), Map.of())))
                .hasMessageContaining("LOTIC_TRAINER_SEDE")
                .hasMessageEndingWith("did you mean LOTIC_TRAINER_SEED?");
    }

    @Test
    void theLaunchersVariableIsNoSetting() {
        Map<String, String> environment = Map.of("LOTIC_JAVA_OPTIONS", "-Xmx2g", "PATH", "/bin");

        Settings settings = of(new Layers(Map.of(), environment, Optional.empty(), Map.of()));

        assertThat(settings.run()).isEqualTo("river");
    }

    @Test
    void aRefusalOfARecordNamesWhoGaveTheValue() {
        assertThatThrownBy(() -> of(layers(Map.of("trainer.plan-ahead", flag("900")), Map.of())))
                .hasMessage("trainer.plan-ahead is 900; give 1 to 64 (flag --set)");
    }

    @Test
    void aTextThatIsNoValueIsRefusedWithWhatWouldBe() {
        assertThatThrownBy(() -> of(layers(Map.of("trainer.on-gap", flag("stopp")), Map.of())))
                .hasMessage("trainer.on-gap is \"stopp\" (flag --set): give one of count, stop");
    }

    @Test
    void everyDefaultIsPrintedAsItWouldBeWritten() throws IOException {
        Settings defaults = of(layers(Map.of(), Map.of()));
        var file = new StringBuilder();
        for (Setting setting : defaults.inForce()) {
            if (!setting.value().isEmpty()) {
                file.append("%s: \"%s\"%n".formatted(setting.key(), setting.value()));
            }
        }

        Path written = write(file.toString());
        Settings readBack = of(new Layers(Map.of(), Map.of(), Optional.of(written), Map.of()));

        assertThat(readBack.trainer()).isEqualTo(defaults.trainer());
        assertThat(readBack.ingest()).isEqualTo(defaults.ingest());
        assertThat(readBack.registry()).isEqualTo(defaults.registry());
        assertThat(readBack.kafka()).isEqualTo(defaults.kafka());
    }

    @Test
    void aFileThatHoldsNoSettingsSaysSo() throws IOException {
        Path file = write("just words");

        assertThatThrownBy(() -> new Layers(Map.of(), Map.of(), Optional.of(file), Map.of()))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("write lines such as ingest.port: 7071");
    }

    @Test
    void anEmptyFileIsNone() throws IOException {
        Path file = write("# nothing yet\n");

        Settings settings = of(new Layers(Map.of(), Map.of(), Optional.of(file), Map.of()));

        assertThat(settings.ingest().port()).isEqualTo(7071);
    }

    private Settings of(Layers layers) {
        return Settings.of(layers, Map.of("XDG_DATA_HOME", folder.toString()), "river");
    }

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("lotic.yml"), text);
    }

    private static Layers layers(
            Map<String, Layers.Given> flags, Map<String, Layers.Given> chosen) {
        return new Layers(flags, Map.of(), Optional.empty(), chosen);
    }

    private static Layers.Given flag(String text) {
        return new Layers.Given(text, new Origin.Flag("--set"));
    }

    private static String origin(Settings settings, String key) {
        return settings.inForce().stream()
                .filter(setting -> setting.key().equals(key))
                .map(setting -> setting.origin().words())
                .findFirst()
                .orElseThrow();
    }
}
