/// The gate: bytes from outside become records of the submitted topic, or a receipt that says why
/// not. [lotic.ingest.intake.Gate] is the way in, [lotic.ingest.intake.SubmissionLog] the way out.
/// Knows neither HTTP nor Kafka Streams.
@NullMarked
package lotic.ingest.intake;

import org.jspecify.annotations.NullMarked;
