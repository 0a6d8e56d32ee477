/// The HTTP gate: bytes from the network become records of the submitted topic, or an answer that
/// says why not. What happens behind the broker, [lotic.ingest.admission.Admission] tells. No Kafka
/// Streams here.
@NullMarked
package lotic.ingest.intake;

import org.jspecify.annotations.NullMarked;
