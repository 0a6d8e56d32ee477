/// Which records make which step's batch: a pure function of the cursor, the ends of the log and
/// what is known of its records. Facts come in, drafts of [lotic.schemas.StepPlan]s go out; no
/// clock, no thread, no Kafka.
@NullMarked
package lotic.trainer.plan;

import org.jspecify.annotations.NullMarked;
