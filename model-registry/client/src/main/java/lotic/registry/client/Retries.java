package lotic.registry.client;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Decides how often and after which pause something that failed for now is tried again.
///
/// The pause before attempt n is drawn evenly between nothing and `pauseFirst` · 2ⁿ⁻², bounded by
/// `pauseMax`, so that clients which failed together do not come back together; a registry that
/// names a time is given that time.
final class Retries {

    private static final int DOUBLINGS_MAX = 30;

    private final ClientLimits limits;
    private final RandomGenerator random;

    /// A request that may fail for now.
    @FunctionalInterface
    interface Attempt<T> {
        T run() throws Unavailable;
    }

    /// The registry gave no answer, or one that asks to come back.
    static final class Unavailable extends Exception {

        private static final long serialVersionUID = 1;

        private final String what;
        private final transient Optional<Duration> retryAfter;

        Unavailable(String message, Optional<Duration> retryAfter) {
            super(message);
            this.what = message;
            this.retryAfter = retryAfter;
        }

        Optional<Duration> retryAfter() {
            return retryAfter;
        }

        /// What the caller is told once no attempt is left.
        RegistryException givenUp() {
            return new RegistryException(RegistryException.Reason.UNREACHABLE, what, this);
        }
    }

    Retries(ClientLimits limits, RandomGenerator random) {
        this.limits = limits;
        this.random = random;
    }

    /// Runs it until it answers.
    ///
    /// @throws RegistryException if all attempts failed, or the thread was interrupted
    <T> T run(Attempt<T> attempt) {
        for (int failures = 1; ; failures++) {
            try {
                return attempt.run();
            } catch (Unavailable e) {
                if (failures >= limits.attemptsMax()) {
                    throw e.givenUp();
                }
                pause(pauseAfter(failures, e));
            }
        }
    }

    /// @param failures in a row so far, 1 or more
    Duration pauseAfter(int failures, Unavailable failure) {
        if (failure.retryAfter().isPresent()) {
            Duration asked = failure.retryAfter().get();
            return asked.compareTo(limits.pauseMax()) < 0 ? asked : limits.pauseMax();
        }
        long firstMs = limits.pauseFirst().toMillis();
        long bound = firstMs << Math.min(failures - 1, DOUBLINGS_MAX);
        return Duration.ofMillis(
                random.nextLong(1 + Math.min(bound, limits.pauseMax().toMillis())));
    }

    static void pause(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw interrupted();
        }
    }

    static RegistryException interrupted() {
        return new RegistryException(
                RegistryException.Reason.UNREACHABLE, "interrupted while waiting for the registry");
    }
}
