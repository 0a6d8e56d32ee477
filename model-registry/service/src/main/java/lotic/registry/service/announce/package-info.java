/// The registry's events on their way to Kafka: the log of events is the outbox, the topic's own
/// end is the cursor. So the topic holds exactly the log, in its order, whatever dies when.
@NullMarked
package lotic.registry.service.announce;

import org.jspecify.annotations.NullMarked;
