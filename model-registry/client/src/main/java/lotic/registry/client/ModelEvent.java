package lotic.registry.client;

import java.time.Instant;
import java.util.OptionalLong;

/// Something that happened to a model.
public sealed interface ModelEvent {

    /// Place in the registry's log, which all models share; grows from event to event.
    long sequence();

    String model();

    /// A version is complete and can be pulled.
    ///
    /// @param contentId 64 hexadecimal digits
    record Published(
            long sequence,
            String model,
            long version,
            String contentId,
            String run,
            long step,
            Instant at)
            implements ModelEvent {}

    /// An alias names another version.
    ///
    /// @param from empty for an alias that is new
    record AliasMoved(
            long sequence, String model, String alias, OptionalLong from, long to, Instant at)
            implements ModelEvent {}

    /// Something of a kind that this client does not know.
    record Other(long sequence, String model, String type) implements ModelEvent {}
}
