package lotic.ingest.http;

import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;

import jakarta.inject.Singleton;

import java.util.Locale;

/// Tells every error as a [Problem], also those that no controller has seen: an unknown path, a
/// wrong method, a fault of ours.
@Singleton
final class Errors implements ErrorResponseProcessor<Problem> {

    @Override
    public MutableHttpResponse<Problem> processResponse(
            ErrorContext context, MutableHttpResponse<?> response) {
        String reason = response.getStatus().getReason();
        String detail =
                context.getErrors().isEmpty()
                        ? reason
                        : context.getErrors().getFirst().getMessage();
        return response.contentType(MediaType.APPLICATION_JSON_PROBLEM_TYPE)
                .body(
                        Problem.of(
                                response.code(),
                                reason.toLowerCase(Locale.ROOT).replace(' ', '-'),
                                detail));
    }
}
