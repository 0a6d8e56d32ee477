package lotic.ingest.http;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;

import jakarta.inject.Singleton;

import lotic.ingest.admission.AdmissionUnavailableException;

/// Answers 503 where admission cannot answer.
@Singleton
final class AdmissionUnavailable
        implements ExceptionHandler<AdmissionUnavailableException, HttpResponse<?>> {

    private static final int RETRY_SECONDS = 1;

    @Override
    @SuppressWarnings("rawtypes") // as the interface has it
    public HttpResponse<?> handle(HttpRequest request, AdmissionUnavailableException exception) {
        return Problem.of(503, "admission-unavailable", String.valueOf(exception.getMessage()))
                .response()
                .header(HttpHeaders.RETRY_AFTER, Integer.toString(RETRY_SECONDS));
    }
}
