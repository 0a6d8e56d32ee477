package lotic.registry.store;

import java.time.Instant;
import java.util.OptionalLong;

/// Something that happened, as the log keeps it.
public sealed interface Event {

    /// Place in the log, from 1, without gaps.
    long sequence();

    String model();

    Instant at();

    /// A version is complete.
    record Published(long sequence, Version version) implements Event {

        @Override
        public String model() {
            return version.model();
        }

        @Override
        public Instant at() {
            return version.publishedAt();
        }
    }

    /// An alias names another version.
    ///
    /// @param from empty for an alias that is new
    record AliasMoved(
            long sequence, String model, String alias, OptionalLong from, long to, Instant at)
            implements Event {}
}
