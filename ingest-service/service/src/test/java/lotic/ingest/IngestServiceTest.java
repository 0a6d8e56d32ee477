package lotic.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import lotic.schemas.KafkaConnection;
import lotic.schemas.Topics;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

class IngestServiceTest {

    private static final KafkaConnection NOBODY_THERE =
            new KafkaConnection("127.0.0.1:1", Map.of(), Topics.STANDARD, (short) 1);

    @TempDir private Path folder;

    @Test
    void anAdmissionThatCannotStartIsASentenceAndLeavesNoProducerBehind() throws IOException {
        Files.writeString(folder.resolve("admission"), "a file where its folder belongs");

        assertThatThrownBy(() -> IngestService.start(NOBODY_THERE, TestSettings.in(folder)))
                .isInstanceOf(IngestStartException.class)
                .hasMessageStartingWith("cannot start admission with its state in")
                .hasMessageEndingWith("(ingest.data-folder)");

        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.contains("ingest-gate"));
    }
}
