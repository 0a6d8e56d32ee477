package lotic.trainer.role;

import java.time.Duration;

/// One of the trainer's parts that work side by side. All methods are called by one thread.
public interface Role {

    /// Takes what the role's own thread must make.
    default void begin() {}

    /// Does what can be done now.
    ///
    /// @return false if there is nothing to do until the role is woken or [#patience] is over
    boolean work();

    /// How long the role may sleep at most when it is not woken.
    Duration patience();

    /// Gives back what [#begin] took. Called once, also after a failure.
    default void end() {}
}
