/// Admission: submissions are looked at again, known images dropped or marked, the rest stamped and
/// forwarded, each exactly once. Kafka Streams runs it; [lotic.ingest.admission.Admission] is all
/// that the rest of the service sees. No HTTP here.
@NullMarked
package lotic.ingest.admission;

import org.jspecify.annotations.NullMarked;
