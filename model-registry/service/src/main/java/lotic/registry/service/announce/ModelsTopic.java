package lotic.registry.service.announce;

import lotic.registry.store.Event;

import java.util.List;

/// The end of the announcements' topic. Used by one thread.
interface ModelsTopic extends AutoCloseable {

    /// The topic cannot be written or read now.
    final class Unavailable extends Exception {

        private static final long serialVersionUID = 1;

        Unavailable(Throwable cause) {
            super(cause);
        }
    }

    /// Takes the topic over from whoever wrote to it before, whose late writes are void from now
    /// on.
    ///
    /// @return sequence of the last event in it; 0 if there is none
    long open() throws Unavailable;

    /// Writes events durably, all or none. After a failure only [#open] tells which.
    void append(List<Event> events) throws Unavailable;

    /// Lets go of the broker; [#open] may follow.
    @Override
    void close();
}
