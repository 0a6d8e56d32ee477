package lotic.standalone.command;

import static org.assertj.core.api.Assertions.assertThat;

import lotic.schemas.KafkaConnection;
import lotic.schemas.TopicSetup;
import lotic.schemas.TopicSizes;
import lotic.schemas.Topics;

import org.junit.jupiter.api.Test;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;

class FailuresTest {

    @Test
    void topicsThatCannotBeAskedForEndWithFive() {
        int exitCode =
                new CommandLine(new WithoutABroker())
                        .setExecutionExceptionHandler(new Failures())
                        .execute();

        assertThat(exitCode).isEqualTo(ExitCode.UNREACHABLE.number());
    }

    @Command(name = "without-a-broker")
    private static final class WithoutABroker implements Callable<Integer> {

        @Mixin private final OutputOptions output = new OutputOptions();

        @Override
        public Integer call() {
            TopicSetup.run(
                    new KafkaConnection("broker", Map.of(), Topics.STANDARD, (short) 1),
                    TopicSizes.standard(),
                    Duration.ofSeconds(1));
            return ExitCode.OK.number();
        }
    }
}
