package lotic.registry.service.api;

import io.micronaut.http.HttpStatus;

import java.time.Duration;
import java.util.Optional;

/// A request that is answered with a problem which only HTTP knows.
final class ApiException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private static final Duration BUSY_RETRY = Duration.ofSeconds(5);

    private final transient Problem problem;
    private final transient Optional<Duration> retryAfter;

    private ApiException(Problem problem, Optional<Duration> retryAfter) {
        super(problem.detail());
        this.problem = problem;
        this.retryAfter = retryAfter;
    }

    /// The request is not written as the API asks.
    static ApiException badRequest(String code, String detail) {
        return new ApiException(Problem.of(HttpStatus.BAD_REQUEST, code, detail), Optional.empty());
    }

    /// A bound on what is done at once is reached.
    static ApiException busy(String code, String detail) {
        return new ApiException(
                Problem.of(HttpStatus.SERVICE_UNAVAILABLE, code, detail), Optional.of(BUSY_RETRY));
    }

    Problem problem() {
        return problem;
    }

    Optional<Duration> retryAfter() {
        return retryAfter;
    }
}
