package lotic.standalone.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ConfiguratorRank;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.spi.ContextAwareBase;
import ch.qos.logback.core.util.FileSize;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// Sets logback up in code: a command of a second would spend a third of it on reading XML.
@ConfiguratorRank(ConfiguratorRank.CUSTOM_NORMAL_PRIORITY)
public final class LogConfigurator extends ContextAwareBase implements Configurator {

    private static final String PATTERN =
            "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5level [%thread] %logger{36} %msg%n%ex{20}";

    private static final FileSize FILE_BYTES_MAX = FileSize.valueOf("10 mb");
    private static final int OLD_FILES_MAX = 5;

    /// What is not Lotic's own speaks only when something is wrong, and some of it not even then.
    private static final Map<String, Level> LEVELS =
            Map.of(
                    "lotic", Level.INFO,
                    // Says that it has no CUDA, which nobody asked of it.
                    "ai.djl.onnxruntime.engine.OrtEngine", Level.ERROR,
                    // A line at every start and one at every stop, both harmless.
                    "org.apache.kafka.controller.QuorumController", Level.ERROR,
                    "org.apache.kafka.clients.NetworkClient", Level.ERROR,
                    // Says CONCURRENT_TRANSACTIONS for each partition while the broker ends the
                    // last transaction: it waits and goes on.
                    "org.apache.kafka.clients.producer.internals.Sender", Level.ERROR,
                    // A browser that closes its page is no news.
                    "io.micronaut.http.server.netty.handler.PipeliningServerHandler", Level.ERROR);

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        Optional<Path> file = LogFile.chosen();
        root.setLevel(file.isPresent() ? Level.WARN : Level.OFF);
        if (file.isPresent()) {
            LEVELS.forEach((name, level) -> context.getLogger(name).setLevel(level));
            root.addAppender(appender(context, file.get()));
        }
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    private static RollingFileAppender<ILoggingEvent> appender(LoggerContext context, Path file) {
        var encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern(PATTERN);
        encoder.start();

        var appender = new RollingFileAppender<ILoggingEvent>();
        appender.setContext(context);
        appender.setFile(file.toString());
        appender.setEncoder(encoder);

        var rolling = new FixedWindowRollingPolicy();
        rolling.setContext(context);
        rolling.setParent(appender);
        rolling.setFileNamePattern(file + ".%i");
        rolling.setMinIndex(1);
        rolling.setMaxIndex(OLD_FILES_MAX);
        rolling.start();
        appender.setRollingPolicy(rolling);

        var triggering = new SizeBasedTriggeringPolicy<ILoggingEvent>();
        triggering.setContext(context);
        triggering.setMaxFileSize(FILE_BYTES_MAX);
        triggering.start();
        appender.setTriggeringPolicy(triggering);

        appender.start();
        return appender;
    }
}
