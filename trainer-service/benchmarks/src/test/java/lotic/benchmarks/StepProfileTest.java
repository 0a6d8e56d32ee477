package lotic.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import lotic.benchmarks.StepProfile.Operation;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

class StepProfileTest {

    @TempDir Path folder;

    @Test
    void anOperationIsChargedWithoutThoseThatItCalls() throws IOException {
        Path trace =
                Files.writeString(
                        folder.resolve("trace.json"),
                        """
                        [{"ph": "X", "name": "aten::conv2d", "tid": 1, "ts": 0, "dur": 1000},
                         {"ph": "X", "name": "aten::mkldnn", "tid": 1, "ts": 100, "dur": 700},
                         {"ph": "X", "name": "aten::empty", "tid": 1, "ts": 100, "dur": 50},
                         {"ph": "X", "name": "aten::mkldnn", "tid": 1, "ts": 1000, "dur": 300},
                         {"ph": "X", "name": "aten::relu", "tid": 2, "ts": 200, "dur": 400},
                         {"ph": "M", "name": "process_name", "tid": 1}]
                        """);

        StepProfile profile = StepProfile.read(trace, 2);

        assertThat(profile.operations())
                .containsExactly(
                        new Operation("mkldnn", 0.475, 1),
                        new Operation("relu", 0.2, 0.5),
                        new Operation("conv2d", 0.15, 0.5),
                        new Operation("empty", 0.025, 0.5));
        assertThat(profile.ms()).isCloseTo(0.85, within(1e-12));
    }
}
