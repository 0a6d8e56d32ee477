package lotic.trainer.web;

import io.micronaut.context.annotation.Replaces;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.response.Error;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import io.micronaut.http.server.exceptions.response.HateoasErrorResponseProcessor;

import jakarta.inject.Singleton;

import java.util.Locale;
import java.util.stream.Collectors;

/// Answers every error of this service as a [Problem].
@Singleton
@Replaces(HateoasErrorResponseProcessor.class)
final class Problems implements ErrorResponseProcessor<Problem> {

    private static final MediaType PROBLEM_JSON = MediaType.of("application/problem+json");

    @Override
    public MutableHttpResponse<Problem> processResponse(
            ErrorContext context, MutableHttpResponse<?> response) {
        HttpStatus status = response.status();
        String detail =
                context.hasErrors()
                        ? context.getErrors().stream()
                                .map(Error::getMessage)
                                .collect(Collectors.joining("; "))
                        : status.getReason() + ": " + context.getRequest().getPath();
        return response.body(
                        new Problem(
                                "about:blank",
                                status.getReason(),
                                status.getCode(),
                                detail,
                                status.getReason().toLowerCase(Locale.ROOT).replace(' ', '-')))
                .contentType(PROBLEM_JSON);
    }
}
