package lotic.ingest.http;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;

import jakarta.inject.Singleton;

/// Answers 400 where a request's fields cannot be read.
@Singleton
final class BadFields implements ExceptionHandler<BadFieldException, HttpResponse<?>> {

    @Override
    @SuppressWarnings("rawtypes") // as the interface has it
    public HttpResponse<?> handle(HttpRequest request, BadFieldException exception) {
        return Problem.of(400, "bad-field", String.valueOf(exception.getMessage())).response();
    }
}
