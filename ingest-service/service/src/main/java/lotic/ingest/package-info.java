/// The ingest service: images come in by HTTP or straight through Kafka, admitted ones go on to
/// `lotic.images`. [lotic.ingest.IngestService] starts the HTTP gate and admission with one
/// [lotic.ingest.IngestSettings]; nothing else of this room is seen from outside.
@Configuration
@Requires(env = IngestService.ENVIRONMENT)
@NullMarked
package lotic.ingest;

import io.micronaut.context.annotation.Configuration;
import io.micronaut.context.annotation.Requires;

import org.jspecify.annotations.NullMarked;
